package io.firedrill.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.firedrill.engine.port.Health;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.redact.Redaction;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.target.Targets;
import io.firedrill.web.problem.ProblemJson;

/** Targets, who holds them, and whether their systems answer. */
@RestController
@RequestMapping("/api/v1/targets")
class TargetController {
    private final Targets targets;

    TargetController(Targets targets) {
        this.targets = targets;
    }

    record ListView(String schema, List<TargetView> items, List<Map<String, Object>> problems) {}

    record HolderView(String run, String mode, Instant since) {}

    record SystemView(String name, String kind) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetView(
            String schema,
            String name,
            String title,
            String service,
            String origin,
            boolean hasReal,
            @Nullable HolderView holder,
            List<SystemView> systems) {}

    record CheckView(String schema, String name, String mode, boolean healthy, List<SystemHealth> systems) {}

    record SystemHealth(String name, boolean healthy, String detail) {
        static SystemHealth of(Map.Entry<String, Health> entry) {
            return new SystemHealth(
                    entry.getKey(),
                    entry.getValue().healthy(),
                    Redaction.clean(entry.getValue().detail()));
        }
    }

    @GetMapping
    ListView list() {
        return new ListView(
                "firedrill.targets/v1",
                targets.all().stream().map(this::view).toList(),
                targets.problems().stream().map(ProblemJson::member).toList());
    }

    @GetMapping("/{name}")
    TargetView one(@PathVariable String name) {
        return view(found(name));
    }

    @GetMapping("/{name}/check")
    CheckView check(@PathVariable String name, @RequestParam String mode) {
        var target = found(name);
        var real = real(mode);
        var systems = targets.check(target.name(), real).entrySet().stream()
                .map(SystemHealth::of)
                .toList();
        var healthy = systems.stream().allMatch(SystemHealth::healthy);
        return new CheckView("firedrill.target-check/v1", target.name(), mode, healthy, systems);
    }

    private static boolean real(String mode) {
        for (var known : RunMode.values()) if (known.label().equals(mode)) return known == RunMode.REAL;
        throw FiredrillException.invalid(
                List.of(Problem.at("mode", "FD-QUERY", "'mode' is not drill or real.", "Write ?mode=drill.")));
    }

    private TargetView view(Targets.Target target) {
        var holder = targets.holder(target.name()).orElse(null);
        return new TargetView(
                "firedrill.target/v1",
                target.name(),
                target.title(),
                target.service(),
                target.origin(),
                target.hasReal(),
                holder == null ? null : new HolderView(holder.run(), holder.mode(), holder.since()),
                target.systems().entrySet().stream()
                        .map(system -> new SystemView(
                                system.getKey(), system.getValue().kind()))
                        .toList());
    }

    private Targets.Target found(String name) {
        return targets.find(name)
                .orElseThrow(() -> FiredrillException.notFound(
                        "FD-TARGET-UNKNOWN",
                        "There is no target '%s'.".formatted(name),
                        "List them: firedrill target list"));
    }
}
