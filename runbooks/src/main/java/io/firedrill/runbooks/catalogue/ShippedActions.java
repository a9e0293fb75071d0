package io.firedrill.runbooks.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.ActionSpec.Effect;
import io.firedrill.runbooks.model.ActionSpec.Input;

/** What each shipped action promises. */
final class ShippedActions {
    private static final String AUTH_SERVER = "auth-server";
    private static final String GATEWAY = "gateway";
    private static final String CHAT = "chat";
    private static final String FLEET = "fleet";

    private ShippedActions() {}

    static List<ActionSpec> all() {
        var all = new ArrayList<ActionSpec>();
        all.addAll(before());
        all.addAll(acts());
        all.addAll(after());
        all.addAll(rollback());
        return all;
    }

    private static List<ActionSpec> before() {
        return List.of(
                action("target.preflight", "Check the target", Effect.READS)
                        .says("Asks every system whether it is healthy and checks that the messages are approved,"
                                + " so that a run fails before it has changed anything. Finds out whether access tokens"
                                + " are self-contained and must be denied at the gateway.")
                        .uses(AUTH_SERVER, GATEWAY, CHAT, FLEET)
                        .sets("denyNeeded")
                        .spec(),
                action("comms.send", "Send a message", Effect.MESSAGES)
                        .says("Puts a message made from an approved template into the outbox.")
                        .uses(CHAT)
                        .input("template", "Template", null)
                        .spec(),
                action("fleet.steady", "Watch the app fleet", Effect.READS)
                        .says("Watches the traffic of the app installs for a while and fails when more than the"
                                + " allowed share of calls fails. With 'recovered' it waits for the traffic to come"
                                + " back, since signed-out installs first sign in again.")
                        .uses(FLEET)
                        .input("window", "How long to watch", "PT3S")
                        .input("maxFailedShare", "Largest allowed share of failed calls", "0.02")
                        .choice("expect", "What to expect", "undisturbed", "recovered")
                        .measures("failed-share")
                        .spec(),
                action("canary.mint", "Mint canaries", Effect.CHANGES)
                        .says("Signs in the canaries: a victim that the act must hit, and a control that it must not.")
                        .uses(AUTH_SERVER)
                        .undoneBy("canary.retire")
                        .spec(),
                action("probe.baseline", "Probe before the act", Effect.READS)
                        .says("Proves that every enforcement point accepts victims and control before the act, since"
                                + " a refusal proves nothing when the token never worked.")
                        .uses(AUTH_SERVER, GATEWAY)
                        .spec());
    }

    private static List<ActionSpec> acts() {
        return List.of(
                action("probe.until-refused", "Probe until refused", Effect.READS)
                        .says("Calls every enforcement point with the victims until each has refused three times in"
                                + " a row. Reports itself ready once probing runs, so that the act can wait for it.")
                        .uses(AUTH_SERVER, GATEWAY)
                        .input("interval", "Time between two calls to one point", "PT0.025S")
                        .input("giveUp", "A point that still accepts after this is a survivor", "PT20S")
                        .measures("time-to-revoke", "survivors")
                        .spec(),
                action("auth.revoke", "Revoke", Effect.CHANGES)
                        .says("Revokes what the run's scope names at the auth server. What is revoked stays revoked.")
                        .uses(AUTH_SERVER)
                        .spec(),
                action("gateway.deny", "Deny at the gateway", Effect.CHANGES)
                        .says("Has every gateway node refuse the tokens of the run's scope until they expire, for"
                                + " tokens that the gateway accepts without asking the auth server.")
                        .uses(GATEWAY)
                        .undoneBy("gateway.lift")
                        .sets("denyUntil")
                        .spec());
    }

    private static List<ActionSpec> after() {
        return List.of(
                action("probe.collateral", "Look for collateral", Effect.READS)
                        .says("Proves that the control, who was not to be touched, is still let in everywhere.")
                        .uses(AUTH_SERVER, GATEWAY)
                        .measures("collateral")
                        .spec(),
                action("gateway.lift", "Lift the denial", Effect.CHANGES)
                        .says("Takes this run's denial off every gateway node.")
                        .uses(GATEWAY)
                        .spec(),
                action("canary.retire", "Retire canaries", Effect.CHANGES)
                        .says("Signs the run's canaries out and forgets their tokens.")
                        .uses(AUTH_SERVER)
                        .spec());
    }

    private static List<ActionSpec> rollback() {
        return List.of(
                action("run.settle", "Settle open effects", Effect.CHANGES)
                        .says("Finds out what became of effects that were under way when the run was interrupted,"
                                + " and undoes what the interrupted step did.")
                        .onlyInRollback()
                        .spec(),
                action("run.verify", "Verify the end state", Effect.READS)
                        .says("Probes whether everything is as it was before the run, and names what is not.")
                        .onlyInRollback()
                        .spec());
    }

    private static Draft action(String topic, String title, Effect effect) {
        return new Draft(topic, title, effect);
    }

    /** Reads as a sentence per action instead of ten positional arguments. */
    private static final class Draft {
        private final String topic;
        private final String title;
        private final Effect effect;
        private final List<Input> inputs = new ArrayList<>();
        private String description = "";
        private Set<String> systems = Set.of();
        private Set<String> measures = Set.of();
        private Set<String> variables = Set.of();
        private @Nullable String undoTopic;
        private boolean undo;

        Draft(String topic, String title, Effect effect) {
            this.topic = topic;
            this.title = title;
            this.effect = effect;
        }

        Draft says(String text) {
            description = text;
            return this;
        }

        Draft uses(String... names) {
            systems = Set.of(names);
            return this;
        }

        Draft input(String name, String label, @Nullable String defaultValue) {
            inputs.add(new Input(name, label, List.of(), defaultValue));
            return this;
        }

        Draft choice(String name, String label, String... choices) {
            inputs.add(new Input(name, label, List.of(choices), choices[0]));
            return this;
        }

        Draft undoneBy(String other) {
            undoTopic = other;
            return this;
        }

        Draft onlyInRollback() {
            undo = true;
            return this;
        }

        Draft measures(String... names) {
            measures = Set.of(names);
            return this;
        }

        Draft sets(String... names) {
            variables = Set.of(names);
            return this;
        }

        ActionSpec spec() {
            inputs.add(new Input(ActionCatalogue.WAITS_FOR, "Step that must be ready first", List.of(), ""));
            return new ActionSpec(
                    topic,
                    title,
                    description,
                    effect,
                    systems,
                    List.copyOf(inputs),
                    undoTopic,
                    undo,
                    measures,
                    variables);
        }
    }
}
