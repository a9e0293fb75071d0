package io.firedrill.shell.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Json;

/** Values the server knows, fetched while a person waits for a Tab; none when it does not answer at once. */
final class LiveValues {
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private LiveValues() {}

    static List<String> of(Supplier<Api> calls, Values values) {
        try {
            var api = calls.get();
            return switch (values) {
                case RUNS -> fields(api, "/runs?limit=30", "id");
                case RUNBOOKS -> fields(api, "/runbooks", "key");
                case TARGETS -> fields(api, "/targets", "name");
                case TEMPLATES -> templates(api);
                case PLANS -> fields(api, "/plans?limit=100", "id");
                case COMMANDS ->
                    Commands.all().list().stream().map(Act::getGroup).distinct().toList();
                case ANY, FILE -> List.of();
            };
        } catch (Failure | Json.NotJson silent) {
            return List.of();
        }
    }

    private static List<String> fields(Api api, String path, String field) {
        var values = new ArrayList<String>();
        for (var item : api.getQuickly(path, PATIENCE).doc().docs("items")) values.add(item.text(field));
        return values;
    }

    private static List<String> templates(Api api) {
        var names = new ArrayList<String>();
        for (var item : api.getQuickly("/comms/templates", PATIENCE).doc().docs("items")) {
            names.add(item.text("runbook") + "/" + item.text("name"));
        }
        return names;
    }

    static Values named(String word) {
        for (var values : Values.values()) {
            if (values.word().equals(word.toLowerCase(Locale.ROOT))) return values;
        }
        return Values.ANY;
    }
}
