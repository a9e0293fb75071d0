package io.firedrill.web.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.target.Targets;
import io.firedrill.web.page.TargetChecks.Checked;
import io.firedrill.web.page.TargetChecks.Side;

/** The targets with the health of their systems. */
@Controller
class TargetPages {
    private static final Duration FRESH_IN_LIST = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMillis(1200);
    private static final int LATEST = 5;

    private final Targets targets;
    private final TargetChecks checks;
    private final Runs runs;

    TargetPages(Targets targets, TargetChecks checks, Runs runs) {
        this.targets = targets;
        this.checks = checks;
        this.runs = runs;
    }

    record TargetRow(
            Targets.Target target,
            Targets.@Nullable Holder holder,
            SideRow drill,
            @Nullable SideRow real) {}

    /** One mode's side in a list. */
    record SideRow(Look state, @Nullable Checked checked) {
        static SideRow of(@Nullable Checked checked) {
            if (checked == null) return new SideRow(new Look("state-pending", "no answer yet", "quiet"), null);
            var ill = checked.ill();
            var state = ill == 0
                    ? new Look("state-done", "all answer", "good")
                    : new Look("state-failed", ill + " of " + checked.answers().size() + " do not answer", "bad");
            return new SideRow(state, checked);
        }
    }

    record HealthRow(String system, String kind, Look state, String detail, Map<String, String> settings) {}

    @GetMapping("/targets")
    String targets(Model model) {
        var all = targets.all();
        var sides = new ArrayList<Side>();
        for (var target : all) {
            sides.add(new Side(target.name(), false));
            if (target.hasReal()) sides.add(new Side(target.name(), true));
        }
        checks.refresh(sides, FRESH_IN_LIST, PATIENCE);
        model.addAttribute("targets", all.stream().map(this::row).toList());
        model.addAttribute("fileProblems", targets.problems());
        return "targets";
    }

    @GetMapping("/targets/{name}")
    String target(@PathVariable String name, Model model) {
        var target = targets.find(name)
                .orElseThrow(() -> FiredrillException.notFound(
                        "FD-TARGET-UNKNOWN",
                        "There is no target '%s', or its file has problems."
                                .formatted(name.length() > 40 ? name.substring(0, 40) + "…" : name),
                        "See the list of targets; it names the problems of files."));
        var drill = checks.now(new Side(name, false));
        var real = target.hasReal() ? checks.now(new Side(name, true)) : null;
        model.addAttribute("row", row(target));
        model.addAttribute("drillHealth", health(target, drill, false));
        model.addAttribute("realHealth", real == null ? List.of() : health(target, real, true));
        var filter = new Runs.Filter(null, name, null, Set.of(), null, null, null, LATEST);
        model.addAttribute(
                "latest", runs.list(filter).stream().map(RunSummary::of).toList());
        return "target";
    }

    private TargetRow row(Targets.Target target) {
        var name = target.name();
        var real = target.hasReal()
                ? SideRow.of(checks.latest(new Side(name, true)).orElse(null))
                : null;
        return new TargetRow(
                target,
                targets.holder(name).orElse(null),
                SideRow.of(checks.latest(new Side(name, false)).orElse(null)),
                real);
    }

    private static List<HealthRow> health(Targets.Target target, Checked checked, boolean real) {
        var rows = new ArrayList<HealthRow>();
        target.systems().forEach((name, system) -> {
            var health = checked.answers().get(name);
            if (health == null) return;
            var settings = real ? system.realSettings() : system.drillSettings();
            rows.add(new HealthRow(
                    name,
                    system.kind(),
                    Look.ofHealth(health.healthy()),
                    health.detail(),
                    settings == null ? Map.of() : new TreeMap<>(settings)));
        });
        return rows;
    }
}
