package io.firedrill.estate;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Starts this test's class path in processes of their own, quickly: folders of classes become jars, so that the
 * classes of an archive recorded once need not be loaded and checked anew by each process.
 */
final class QuickJava {
    private static final List<String> OPTIONS =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Duser.timezone=UTC");

    private final Path archive;
    private final String classPath;

    QuickJava(Path folder) {
        this.archive = folder.resolve("server.jsa");
        this.classPath = jars(folder);
    }

    /** A process that ends by itself; its classes are in the archive of all later ones. */
    Process recording(Path output, Class<?> main, String... arguments) {
        return start(output, "-XX:ArchiveClassesAtExit=" + archive, main, arguments);
    }

    Process start(Path output, Class<?> main, String... arguments) {
        return start(output, "-XX:SharedArchiveFile=" + archive, main, arguments);
    }

    private Process start(Path output, String sharing, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add(sharing);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jars(Path folder) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .map(entry -> Files.isDirectory(entry) ? jar(entry, folder) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(Path classes, Path folder) {
        var jar = folder.resolve(Integer.toHexString(classes.hashCode()) + ".jar");
        var tool = ToolProvider.findFirst("jar").orElseThrow();
        var status = tool.run(System.out, System.err, "cf0", jar.toString(), "-C", classes.toString(), ".");
        if (status != 0) throw new IllegalStateException("No jar of " + classes);
        return jar;
    }
}
