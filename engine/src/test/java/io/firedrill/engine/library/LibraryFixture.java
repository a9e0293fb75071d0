package io.firedrill.engine.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.engine.testing.TestDatabase;
import io.firedrill.runbooks.format.Sources;

/** One server's library on a database, with a clock that a test turns. */
final class LibraryFixture implements InstantSource {
    static final String KEY = "token-revocation";
    static final ApprovalSettings SETTINGS = new ApprovalSettings(null, Duration.ofDays(180));

    final JdbcLibrary library;
    final JdbcApprovals approvals;
    final RunbookVersions versions;
    private final Path runbooks;
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");

    LibraryFixture(TestDatabase database, Path root) {
        var home = new FiredrillHome(root);
        runbooks = home.folder("runbooks");
        var jdbc = JdbcClient.create(database.dataSource());
        versions = new RunbookVersions(
                jdbc,
                new UniqueInsert(database.dataSource()),
                new DataSourceTransactionManager(database.dataSource()),
                this);
        approvals = new JdbcApprovals(jdbc, new Sandbox(), SETTINGS, this);
        library = new JdbcLibrary(versions, new ParsedRunbooks(versions), approvals, home);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    Library.Entry newest() {
        return library.find(KEY, null).orElseThrow();
    }

    /** The shipped runbook's files with one thing changed: title and author. */
    static Map<String, byte[]> files(String title, String author) {
        var files = new TreeMap<>(Sources.shipped().stream()
                .filter(shipped -> KEY.equals(shipped.folder()))
                .findFirst()
                .orElseThrow()
                .files());
        var manifest = new String(files.get("runbook.yaml"), StandardCharsets.UTF_8)
                .replaceFirst("(?m)^title: .*", "title: " + title)
                .replaceFirst("(?m)^author: .*", "author: " + author);
        files.put("runbook.yaml", manifest.getBytes(StandardCharsets.UTF_8));
        var start = new String(files.get("comms/start.md"), StandardCharsets.UTF_8)
                .replaceFirst("(?m)^author: .*", "author: " + author);
        files.put("comms/start.md", start.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(KEY + "/" + file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** Writes a folder into the data folder. */
    void write(String folder, Map<String, byte[]> files) throws IOException {
        for (var file : files.entrySet()) {
            var path = runbooks.resolve(folder).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** A target called sandbox came with an adapter; no other did. */
    private static final class Sandbox implements TargetSystems {
        @Override
        public boolean sandbox(String target) {
            return target.equals("sandbox");
        }

        @Override
        public <T> T system(String target, boolean real, String name, Class<T> port) {
            throw new AssertionError("not asked here");
        }

        @Override
        public boolean has(String target, String name) {
            throw new AssertionError("not asked here");
        }

        @Override
        public String channel(String target, boolean real, String name) {
            throw new AssertionError("not asked here");
        }

        @Override
        public Canaries canaries(String target, boolean real) {
            throw new AssertionError("not asked here");
        }

        @Override
        public List<Problem> problems(
                String target, boolean real, Collection<String> systems, Collection<String> channels) {
            throw new AssertionError("not asked here");
        }
    }
}
