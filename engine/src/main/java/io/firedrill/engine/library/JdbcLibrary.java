package io.firedrill.engine.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.RunbookReader;
import io.firedrill.runbooks.format.Sources;
import io.firedrill.runbooks.model.Runbook;

/** The library in the database, fed by this release, the data folder and uploads. */
@Component
class JdbcLibrary implements Library, SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcLibrary.class);
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12,64}");

    /** Who added what lies in the data folder: nobody that Firedrill knows. */
    private static final String FOLDER = "folder";

    private final RunbookVersions versions;
    private final ParsedRunbooks parsed;
    private final JdbcApprovals approvals;
    private final RunbookFolders folders;
    private boolean shippedLoaded;

    JdbcLibrary(RunbookVersions versions, ParsedRunbooks parsed, JdbcApprovals approvals, FiredrillHome home) {
        this.versions = versions;
        this.parsed = parsed;
        this.approvals = approvals;
        this.folders = new RunbookFolders(home.folder("runbooks"));
    }

    @Override
    public void afterSingletonsInstantiated() {
        refresh();
    }

    @Override
    public List<Entry> newest() {
        refresh();
        var entries = new ArrayList<Entry>();
        for (var key : versions.keys()) {
            versions.newest(key).flatMap(this::entry).ifPresent(entries::add);
        }
        return List.copyOf(entries);
    }

    @Override
    public List<Entry> versions(String key) {
        refresh();
        return versions.all(key).stream()
                .flatMap(version -> entry(version).stream())
                .toList();
    }

    @Override
    public Optional<Entry> find(String key, @Nullable String version) {
        refresh();
        return stored(key, version).map(found -> entry(found, parsed.require(found)));
    }

    @Override
    public Entry add(byte[] zip, String actor) {
        var loaded = RunbookReader.zip(zip);
        if (loaded instanceof Loaded.Bad bad) {
            throw FiredrillException.invalid(bad.findings().stream()
                    .map(finding -> FindingText.problem("", finding))
                    .toList());
        }
        var runbook = ((Loaded.Good) loaded).runbook();
        versions.load(runbook, zip, Origin.API, actor);
        return find(runbook.key(), runbook.version()).orElseThrow();
    }

    @Override
    public void approve(Subject subject, String hash, String actor) {
        refresh();
        approvals.approve(subject, hash, actor);
    }

    @Override
    public void withdraw(Subject subject, String hash, String reason, String actor) {
        approvals.withdraw(subject, hash, reason, actor);
    }

    @Override
    public List<TemplateEntry> templates() {
        var entries = new ArrayList<TemplateEntry>();
        for (var entry : newest()) {
            for (var template : entry.runbook().templates().values()) {
                entries.add(new TemplateEntry(
                        entry.runbook().key(), template, approvals.last(Subject.TEMPLATE, template.hash())));
            }
        }
        return List.copyOf(entries);
    }

    @Override
    public List<Problem> problems() {
        refresh();
        var problems = new ArrayList<Problem>();
        synchronized (this) {
            problems.addAll(folders.problems());
        }
        for (var key : versions.keys()) {
            versions.newest(key)
                    .ifPresent(version -> problems.addAll(ParsedRunbooks.problems(version, parsed.read(version))));
        }
        return List.copyOf(problems);
    }

    private synchronized void refresh() {
        if (!shippedLoaded) {
            for (var files : Sources.shipped()) loadShipped(Archive.pack(files));
            shippedLoaded = true;
        }
        folders.changed((runbook, archive) -> {
            // A folder that is as this server left it must not push aside what was uploaded since.
            if (!lastFromFolder(runbook)) versions.load(runbook, archive, Origin.HOME, FOLDER);
        });
    }

    private boolean lastFromFolder(Runbook runbook) {
        return versions.all(runbook.key()).stream()
                .filter(version -> version.origin() == Origin.HOME)
                .findFirst()
                .filter(version -> version.version().equals(runbook.version()))
                .isPresent();
    }

    private void loadShipped(byte[] archive) {
        var loaded = RunbookReader.zip(archive);
        if (loaded instanceof Loaded.Good good) {
            versions.loadShipped(good.runbook(), archive);
        } else {
            LOG.error("A shipped runbook breaks its own rules and is not loaded: {}", loaded);
        }
    }

    private Optional<StoredVersion> stored(String key, @Nullable String version) {
        if (version == null) return versions.newest(key);
        if (!VERSION.matcher(version).matches()) {
            throw FiredrillException.invalid(List.of(Problem.at(
                    "version",
                    "FD-RUNBOOK-VERSION",
                    "'" + version + "' is no version: it takes the first 12 to 64 digits of the hash.",
                    "See the versions: firedrill runbook show " + key)));
        }
        var found = versions.byPrefix(key, version);
        if (found.size() > 1) {
            throw FiredrillException.conflict(
                    "FD-RUNBOOK-VERSION",
                    "%d versions of '%s' begin with %s.".formatted(found.size(), key, version),
                    "Give more digits.");
        }
        return found.stream().findFirst();
    }

    /** Empty for a version that this release refuses; {@link #problems} names it. */
    private Optional<Entry> entry(StoredVersion version) {
        return parsed.read(version) instanceof Loaded.Good good
                ? Optional.of(entry(version, good.runbook()))
                : Optional.empty();
    }

    private Entry entry(StoredVersion version, Runbook runbook) {
        return new Entry(
                runbook,
                version.origin(),
                version.addedBy(),
                version.addedAt(),
                approvals.last(Subject.RUNBOOK, version.version()));
    }
}
