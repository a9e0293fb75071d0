package io.firedrill.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.command.CommandRunner;
import io.firedrill.shell.command.Console;

/**
 * Run once by the launcher with {@code -XX:ArchiveClassesAtExit}: goes through the common commands against a socket of
 * its own, so that the classes they need are in the archive. Touches no server, no token and no file.
 */
final class Training {
    private static final String RUN = "{\"schema\":\"firedrill.run/v1\",\"id\":\"R-1\",\"mode\":\"drill\","
            + "\"state\":\"succeeded\",\"runbook\":\"training\",\"target\":\"none\",\"elapsedSeconds\":1.5,"
            + "\"startedAt\":\"2026-01-01T00:00:00.000Z\",\"version\":\"0\",\"lastEvent\":1,"
            + "\"steps\":[{\"id\":\"a\",\"title\":\"b\",\"state\":\"done\",\"elapsedSeconds\":0.5}],"
            + "\"objectives\":[{\"name\":\"n\",\"limit\":1,\"unit\":\"s\",\"measured\":0.55,\"state\":\"met\"}],"
            + "\"proof\":{\"timeToRevokeSeconds\":0.55,\"points\":[{\"point\":\"p\",\"seconds\":0.55}]}}";
    private static final String LIST = "{\"items\":[" + RUN + "],\"last\":1,\"ended\":true,\"healthy\":true}";

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        new SystemConsole(System.getenv()).outIsTerminal();
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            inBackground(() -> accept(server));
            var address = "http://localhost:" + server.getLocalPort();
            for (var command : List.of(
                    "run list",
                    "run list -o csv",
                    "run list -o yaml",
                    "run show R-1",
                    "run show R-1 -o json",
                    "run events R-1 -o jsonl",
                    "run watch R-1",
                    "target list",
                    "runbook list -o wide",
                    "whoami",
                    "halt-all status",
                    "drill start training --target none --retry-for 0s",
                    "help",
                    "no-such-command")) {
                run(address, List.of(command.split(" ")));
            }
        }
    }

    private static void run(String address, List<String> words) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("FIREDRILL_SERVER", address);
        environment.put("LANG", "C.UTF-8");
        environment.put("FIREDRILL_TOKEN", "none");
        environment.put("FIREDRILL_HOME", "/dev/null/nowhere");
        environment.put("TERM", "xterm");
        new CommandRunner(Firedrill.around(new Silence(), environment, new ShutdownInterrupts())).run(words);
    }

    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                inBackground(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void inBackground(Runnable task) {
        var thread = new Thread(task, "training");
        thread.setDaemon(true);
        thread.start();
    }

    /** Keeps the connection, as a server does, so that what the client needs for that is in the archive too. */
    private static void answer(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            var request = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                request.append((char) c);
                if (request.indexOf("\r\n\r\n") < 0) continue;
                // The body of a POST is passed over: the answer does not depend on it.
                in.skipNBytes(in.available());
                write(socket.getOutputStream(), request.toString());
                request.setLength(0);
            }
        } catch (IOException closed) {
            // The client has gone.
        }
    }

    private static void write(OutputStream out, String request) throws IOException {
        boolean stream = request.contains("text/event-stream");
        var path = request.substring(request.indexOf(' ') + 1);
        boolean one = path.startsWith("/api/v1/runs/R-1 ") || path.startsWith("/api/v1/drills");
        var body = stream
                ? ": hello\n\nid: 1\nevent: journal\ndata: {\"number\":1,\"at\":\"2026-01-01T00:00:01Z\",\"kind\":\"run-ended\","
                        + "\"summary\":\"Done\"}\n\nevent: end\ndata: {}\n\n"
                : one ? RUN : LIST;
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 200 OK\r\nContent-Type: " + (stream ? "text/event-stream" : "application/json")
                + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    /** A terminal with nobody there. */
    private static final class Silence implements Console {
        @Override
        public void out(String text) {}

        @Override
        public void err(String text) {}

        @Override
        public boolean outIsTerminal() {
            return true;
        }

        @Override
        public boolean errIsTerminal() {
            return true;
        }

        @Override
        public boolean canAsk() {
            return false;
        }

        @Override
        public @Nullable String ask(String prompt) {
            return null;
        }

        @Override
        public char @Nullable [] askSecret(String prompt) {
            return null;
        }

        @Override
        public java.io.InputStream in() {
            return java.io.InputStream.nullInputStream();
        }
    }
}
