package io.firedrill.shell.command;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;

/** A fresh authentication for one act on a real run. */
final class StepUp {
    static final List<Opt> OPTIONS = List.of(Password.FILE, Password.STDIN);

    private final Call call;
    private @Nullable String password;

    StepUp(Call call) {
        this.call = call;
    }

    /** A token for one act; the password is asked for once, and kept only as long as the command runs. */
    String token() {
        if (password == null) password = new Password(call).read("Your password, to act for real: ");
        try {
            return call.api()
                    .post("/step-up", Map.of("password", password))
                    .doc()
                    .text("token");
        } catch (Failure failure) {
            password = null;
            if (failure.status() != 401 && failure.status() != 403) throw failure;
            throw Failure.caused(
                    Exit.LOGIN_NEEDED,
                    failure.code(),
                    failure.message(),
                    "Repeat the command with the right password. If your login has ended, run: firedrill login",
                    failure);
        }
    }
}
