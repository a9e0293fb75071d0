package io.firedrill.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Home;

/** The key that makes a start safe to repeat: made before the first try, kept, and told. */
final class StartKey {
    private static final int KEPT = 200;
    private final Call call;

    StartKey(Call call) {
        this.call = call;
    }

    String keep(String noun, String runbook, String target) {
        var given = call.textOrNull("idempotency-key");
        if (given != null && !given.matches("[!-~]{1,128}")) {
            throw Failure.usage(
                    "Not a key for --idempotency-key.", "Use up to 128 letters, digits and signs without blanks.");
        }
        var key = given == null ? UUID.randomUUID().toString() : given;
        var line = String.join("\t", call.around().clock().instant().toString(), noun, runbook, target, key);
        try {
            write(line);
        } catch (Failure notKept) {
            call.err("The key could not be kept (" + notKept.message() + "); note it yourself.");
        }
        call.err("Idempotency key " + key + "; the same command with --idempotency-key " + key
                + " starts nothing twice.");
        return key;
    }

    private void write(String line) {
        var home = call.around().home();
        var file = home.shellFile("starts");
        List<String> lines = new ArrayList<>();
        var old = Home.read(file);
        if (old != null && !old.isEmpty()) lines.addAll(List.of(old.split("\n")));
        lines.add(line.replace('\n', ' '));
        var newest = lines.subList(Math.max(0, lines.size() - KEPT), lines.size());
        home.write(file, String.join("\n", newest) + "\n");
    }

    static String interrupted(String key) {
        return "Interrupted; the start may have gone through. To see it: firedrill run list. To repeat it safely, add"
                + " --idempotency-key " + key;
    }
}
