package io.firedrill.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Tokens;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.Text;

/** {@code login logout whoami}. */
final class SessionCommands {
    private static final List<Column> ME = List.of(
            Column.of("NAME", "name"),
            Column.of("ROLES", doc -> String.join(" ", doc.texts("roles"))),
            Column.of("VIA", "via"));

    private SessionCommands() {}

    static List<Act> all() {
        return List.of(
                Act.named("login", "Logs in with name and password and keeps the token for this server")
                        .with(Arg.of("name", "your name; asked for when left out")
                                .optional())
                        .with(Password.STDIN)
                        .with(Password.FILE)
                        .example("anna")
                        .does(SessionCommands::login),
                Act.named("logout", "Revokes the kept token and forgets it").does(SessionCommands::logout),
                Act.named("whoami", "Shows who the server takes you for")
                        .with(Act.OUTPUT)
                        .does(call -> {
                            call.out(call.output()
                                    .one(
                                            call.api().get("/me"),
                                            ME,
                                            doc -> Text.safe(doc.text("name")) + "  "
                                                    + Text.safe(String.join(", ", doc.texts("roles"))) + "  via "
                                                    + Text.safe(doc.text("via")) + "\n"));
                            return Exit.OK;
                        }));
    }

    private static Exit login(Call call) {
        var given = call.argOrNull("name");
        var name = given == null ? askName(call) : given;
        var password = new Password(call).read("Password of " + Text.safe(name) + ": ");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("password", password);
        body.put("label", "firedrill shell");
        try {
            var doc = call.anonymousApi().post("/login", body).doc();
            var file = call.keptTokens().keep(doc.text("token"));
            call.err("Logged in as " + Text.safe(doc.text("name")) + " ("
                    + Text.safe(String.join(", ", doc.texts("roles"))) + ") until " + Text.safe(doc.text("expiresAt"))
                    + ". Token kept in " + file);
        } catch (Failure failure) {
            if (failure.status() != 401) throw failure;
            throw Failure.caused(
                    Exit.LOGIN_NEEDED, failure.code(), failure.message(), "Try again: firedrill login", failure);
        }
        if (!call.around().variable("FIREDRILL_TOKEN").isBlank()) {
            call.err("FIREDRILL_TOKEN is set and is used instead; unset it to use this login.");
        }
        return Exit.OK;
    }

    private static String askName(Call call) {
        var typed = call.mayAsk() ? call.console().ask("Name: ") : null;
        if (typed != null && !typed.isBlank()) return typed.strip();
        throw Failure.usage("A name is needed to log in.", "Usage: firedrill login NAME");
    }

    private static Exit logout(Call call) {
        Tokens tokens = call.keptTokens();
        if (tokens.kept() == null) {
            call.err("Nobody is logged in to " + call.server().name() + " here.");
            return Exit.OK;
        }
        try {
            call.keptApi().post("/logout", Map.of());
        } catch (Failure failure) {
            if (failure.exit() != Exit.LOGIN_NEEDED) throw failure;
            // The token was dead already.
        }
        tokens.forget();
        call.err("Logged out of " + call.server().name() + ".");
        return Exit.OK;
    }
}
