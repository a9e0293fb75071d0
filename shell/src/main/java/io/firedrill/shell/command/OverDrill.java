package io.firedrill.shell.command;

import java.util.List;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.render.Text;

/** The one question when a drill holds the target of a real start. */
final class OverDrill {
    static final String CODE = "FD-TARGET-HELD-BY-DRILL";
    static final List<String> CHOICES = List.of("roll-back-first", "leave-as-is");

    private OverDrill() {}

    static String choose(Call call, String target, String heldBy) {
        var holder = heldBy.isEmpty() ? "A drill" : "Drill " + Text.safe(heldBy);
        if (!call.mayAsk()) {
            throw Confirm.declined(
                    holder + " holds the target " + target + ", and nobody can be asked what to do with it.",
                    "Add --over-drill roll-back-first, or --over-drill leave-as-is");
        }
        call.err(holder + " holds the target " + Text.safe(target) + ".");
        call.err("  1  roll the drill back first, then start (default)");
        call.err("  2  leave it as it is and start at once; its effects are listed for you");
        var answer = call.console().ask("Which? [1]: ");
        if (answer == null) throw Confirm.declined("Nothing was started.", "Repeat the command when you have decided.");
        return switch (answer.strip()) {
            case "", "1", "roll-back-first" -> CHOICES.get(0);
            case "2", "leave-as-is" -> CHOICES.get(1);
            default ->
                throw Confirm.declined(
                        "'" + answer.strip() + "' is neither 1 nor 2, so nothing was started.", "Repeat the command.");
        };
    }

    /** Who holds it, as the target says. */
    static String holder(Call call, String target) {
        var doc = call.api().get("/targets/" + Api.segment(target)).doc();
        return doc.doc("holder").text("run");
    }

    /** Who holds it, as far as the server said. */
    static String holder(Failure failure) {
        var doc = failure.document();
        return doc.has("heldBy") ? doc.text("heldBy") : "";
    }
}
