package io.firedrill.runbooks.lint;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.Draft;
import io.firedrill.runbooks.format.Findings;
import io.firedrill.runbooks.format.Manifest;

/** All rules a runbook must keep. Every rule is asked, so that one reading shows every problem. */
public final class Lint {
    private static final List<Consumer<Drawn>> DIAGRAM = List.of(
            IdsRule::check,
            EventsRule::check,
            FlowRule::check,
            GatewayRule::check,
            ActionRule::check,
            InputsRule::check,
            WaitsForRule::check,
            CompensationRule::check,
            RollbackRule::check,
            DrawingRule::check);

    private static final List<Consumer<Declared>> MANIFEST = List.of(ParametersRule::check, RolesRule::check);

    private static final List<Consumer<Whole>> WHOLE = List.of(
            UndoRule::check,
            CheckpointRule::check,
            VariablesRule::check,
            ObjectivesRule::check,
            SystemsRule::check,
            ScopeRule::check,
            TemplatesRule::check);

    private Lint() {}

    /** Adds a finding for every broken rule; rules that need a part which could not be read are left out. */
    public static void check(Draft draft, ActionCatalogue catalogue, Findings findings) {
        MessageRule.check(draft, catalogue, findings);
        var drawn = drawn(draft.key(), draft.diagram(), catalogue, findings);
        var declared = declared(draft.manifest(), catalogue, findings);
        if (drawn == null || declared == null) return;
        var whole = new Whole(draft, drawn, declared);
        WHOLE.forEach(rule -> rule.accept(whole));
    }

    private static @Nullable Drawn drawn(
            String key, @Nullable Diagram diagram, ActionCatalogue catalogue, Findings findings) {
        if (diagram == null || !AllowList.check(diagram, findings)) return null;
        var drawn = new Drawn(diagram, catalogue, findings);
        if (!SizeRule.check(drawn)) return null;
        ProcessRule.check(key, drawn);
        DIAGRAM.forEach(rule -> rule.accept(drawn));
        return drawn;
    }

    private static @Nullable Declared declared(
            @Nullable Manifest manifest, ActionCatalogue catalogue, Findings findings) {
        if (manifest == null) return null;
        var declared = new Declared(manifest, catalogue, findings);
        MANIFEST.forEach(rule -> rule.accept(declared));
        return declared;
    }
}
