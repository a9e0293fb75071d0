package io.firedrill.engine.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiredrillHomeTests {
    @TempDir
    Path temp;

    @Test
    void foldersAndFilesAreForTheirOwnerOnly() throws IOException {
        var home = new FiredrillHome(temp.resolve("a/home"));
        home.readOrCreate("keys/one.key", () -> text("secret"));
        var written = home.write("accounts/two", text("secret"));

        assertThat(permissions(home.root())).isEqualTo("rwx------");
        assertThat(permissions(home.root().resolve("keys"))).isEqualTo("rwx------");
        assertThat(permissions(home.folder("data"))).isEqualTo("rwx------");
        assertThat(permissions(home.root().resolve("keys/one.key"))).isEqualTo("rw-------");
        assertThat(permissions(written)).isEqualTo("rw-------");
    }

    @Test
    void writingReplacesTheContentAndLeavesNothingElseBehind() throws IOException {
        var home = new FiredrillHome(temp.resolve("home"));
        home.write("accounts/one", text("old"));
        home.write("accounts/one", text("new"));

        try (var files = Files.list(home.folder("accounts"))) {
            assertThat(files.toList()).singleElement().satisfies(file -> assertThat(file)
                    .hasContent("new"));
        }
    }

    @Test
    void serversThatStartAtOnceAgreeOnOneContent() throws Exception {
        var root = temp.resolve("home");
        var servers = 8;
        var together = new CyclicBarrier(servers);
        var threads = Executors.newFixedThreadPool(servers);
        var seen = new HashSet<String>();
        try {
            var tasks = new java.util.ArrayList<Callable<byte[]>>();
            for (var i = 0; i < servers; i++) {
                var own = text("key of server " + i);
                tasks.add(() -> {
                    var home = new FiredrillHome(root);
                    together.await(10, TimeUnit.SECONDS);
                    return home.readOrCreate("keys/one.key", () -> own);
                });
            }
            for (var answer : threads.invokeAll(tasks)) seen.add(new String(answer.get(), StandardCharsets.UTF_8));
        } finally {
            threads.shutdown();
        }

        assertThat(seen).hasSize(1);
        try (var files = Files.list(root.resolve("keys"))) {
            assertThat(files.toList()).isEqualTo(List.of(root.resolve("keys/one.key")));
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
