package io.firedrill.engine.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.OutsideSystem;
import io.firedrill.engine.port.Secret;
import io.firedrill.engine.port.SystemKind;
import io.firedrill.engine.port.TargetSource;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.redact.Redaction;
import io.firedrill.engine.target.TargetDefinition.BindingDefinition;
import io.firedrill.engine.target.TargetDefinition.SystemDefinition;

/** Targets from files and adapters, connected through the adapters' kinds. */
@Component
class ConfiguredTargets implements Targets, TargetSystems {
    private final Map<String, SystemKind<?>> kinds;
    private final TargetFiles files;
    private final TargetLeases leases;
    private final HealthChecks checks;
    private final Map<Slot, Connection> connections = new ConcurrentHashMap<>();

    ConfiguredTargets(
            FiredrillHome home,
            ObjectProvider<SystemKind<?>> kinds,
            ObjectProvider<TargetSource> sources,
            TargetLeases leases,
            HealthChecks checks) {
        this.kinds = new TreeMap<>();
        kinds.orderedStream().forEach(this::register);
        this.files =
                new TargetFiles(home.folder("targets"), sources.orderedStream().toList(), new TargetReader(this.kinds));
        this.leases = leases;
        this.checks = checks;
    }

    private record Slot(String target, boolean real, String system) {}

    private record Connection(String kind, BindingDefinition binding, Object system) {}

    @Override
    public List<Target> all() {
        return files.now().targets().values().stream()
                .sorted(Comparator.comparing(TargetDefinition::name))
                .map(TargetDefinition::view)
                .toList();
    }

    @Override
    public Optional<Target> find(String name) {
        return Optional.ofNullable(files.now().targets().get(name)).map(TargetDefinition::view);
    }

    @Override
    public Optional<Holder> holder(String name) {
        return leases.holder(name);
    }

    @Override
    public List<Problem> problems() {
        return files.now().problems();
    }

    @Override
    public Map<String, Health> check(String name, boolean real) {
        var target = target(name);
        requireReal(target, real);
        var systems = new TreeMap<String, Object>();
        for (var system : target.systems().keySet()) {
            try {
                systems.put(system, connect(target, real, system));
            } catch (FiredrillException refusal) {
                var health = Health.ill(String.valueOf(refusal.getMessage()));
                systems.put(system, (OutsideSystem) () -> health);
            }
        }
        return checks.ask(systems);
    }

    @Override
    public <T> T system(String target, boolean real, String name, Class<T> port) {
        var definition = target(target);
        requireReal(definition, real);
        var system = connect(definition, real, name);
        if (port.isInstance(system)) return port.cast(system);
        throw FiredrillException.conflict(
                "FD-TARGET-SYSTEM",
                "System '%s' of target '%s' is no %s.".formatted(name, target, port.getSimpleName()),
                "Give it another kind in " + definition.origin() + ".");
    }

    @Override
    public boolean has(String target, String name) {
        return target(target).systems().containsKey(name);
    }

    @Override
    public String channel(String target, boolean real, String name) {
        var definition = target(target);
        requireReal(definition, real);
        var channel = definition.channels().get(name);
        var address = channel == null ? null : real ? channel.real() : channel.drill();
        if (address != null) return address;
        throw refusal(missingChannel(definition, real, name));
    }

    @Override
    public Canaries canaries(String target, boolean real) {
        var definition = target(target);
        requireReal(definition, real);
        var canaries = real ? definition.realCanaries() : definition.drillCanaries();
        if (canaries != null) return canaries;
        throw FiredrillException.conflict(
                "FD-TARGET-CANARIES",
                "Target '%s' names no canaries for %s.".formatted(target, mode(real)),
                "Add victim, control, client and control-client under canaries: in " + definition.origin() + ".");
    }

    @Override
    public List<Problem> problems(
            String target, boolean real, Collection<String> systems, Collection<String> channels) {
        var definition = files.now().targets().get(target);
        if (definition == null) return unknown(target).problems();
        if (real && !definition.hasReal()) return List.of(noReal(definition));
        var problems = new ArrayList<Problem>();
        for (var system : systems) {
            if (!definition.systems().containsKey(system)) problems.add(missingSystem(definition, system));
        }
        for (var name : channels) {
            var channel = definition.channels().get(name);
            if (channel == null || (real && channel.real() == null))
                problems.add(missingChannel(definition, real, name));
        }
        return List.copyOf(problems);
    }

    @Override
    public boolean sandbox(String target) {
        var definition = files.now().targets().get(target);
        return definition != null && definition.builtIn();
    }

    private Object connect(TargetDefinition target, boolean real, String name) {
        var system = target.systems().get(name);
        if (system == null) throw refusal(missingSystem(target, name));
        var binding = binding(target, system, real);
        // A changed file makes a new connection; whoever is using the old one finishes with it.
        return connections
                .compute(new Slot(target.name(), real, name), (slot, known) -> {
                    if (known != null
                            && known.binding().equals(binding)
                            && known.kind().equals(system.kind())) {
                        return known;
                    }
                    return new Connection(system.kind(), binding, open(target, name, system, binding));
                })
                .system();
    }

    private Object open(TargetDefinition target, String name, SystemDefinition system, BindingDefinition binding) {
        var kind = kinds.get(system.kind());
        if (kind == null) throw new IllegalStateException("A checked target has an unknown kind: " + system.kind());
        try {
            return kind.connect(new Binding(name, binding.settings(), secret -> secret(target, name, binding, secret)));
        } catch (IllegalArgumentException e) {
            throw FiredrillException.conflict(
                    "FD-TARGET-SETTING",
                    "System '%s' of target '%s' has a setting that cannot be used: %s"
                            .formatted(name, target.name(), Redaction.clean(String.valueOf(e.getMessage()))),
                    "Correct it in " + target.origin() + ".");
        }
    }

    private static Secret secret(TargetDefinition target, String system, BindingDefinition binding, String name) {
        var reference = binding.secrets().get(name);
        if (reference != null) return reference.resolve();
        throw FiredrillException.conflict(
                "FD-TARGET-SECRET",
                "System '%s' of target '%s' has no secret '%s'.".formatted(system, target.name(), name),
                "Add it under secrets: in " + target.origin() + ".");
    }

    private static BindingDefinition binding(TargetDefinition target, SystemDefinition system, boolean real) {
        if (!real) return system.drill();
        var binding = system.real();
        if (binding == null) throw refusal(noReal(target));
        return binding;
    }

    private TargetDefinition target(String name) {
        var target = files.now().targets().get(name);
        if (target == null) throw unknown(name);
        return target;
    }

    private void register(SystemKind<?> kind) {
        var first = kinds.putIfAbsent(kind.name(), kind);
        if (first != null) throw new IllegalStateException("Two adapters are of kind '" + kind.name() + "'.");
    }

    private FiredrillException unknown(String name) {
        var known = files.now().targets().keySet().stream().sorted().toList();
        return FiredrillException.notFound(
                "FD-TARGET-UNKNOWN",
                "There is no target '" + name + "', or its file has problems.",
                "Known: " + String.join(", ", known) + ". Problems of files: firedrill target list");
    }

    private static void requireReal(TargetDefinition target, boolean real) {
        if (real && !target.hasReal()) throw refusal(noReal(target));
    }

    private static Problem noReal(TargetDefinition target) {
        return Problem.of(
                "FD-TARGET-NO-REAL",
                "Target '%s' is set up for drills only: its file has no real: blocks.".formatted(target.name()),
                "Start on the target of the real environment, or add real: to every system and channel in "
                        + target.origin() + ".");
    }

    private static Problem missingSystem(TargetDefinition target, String system) {
        return Problem.of(
                "FD-TARGET-SYSTEM",
                "Target '%s' has no system '%s'.".formatted(target.name(), system),
                "Add it under systems: in " + target.origin() + ".");
    }

    private static Problem missingChannel(TargetDefinition target, boolean real, String channel) {
        return Problem.of(
                "FD-TARGET-CHANNEL",
                "Target '%s' has no channel '%s' for %s.".formatted(target.name(), channel, mode(real)),
                "Add it under channels: in " + target.origin() + ".");
    }

    private static FiredrillException refusal(Problem problem) {
        return new FiredrillException(FiredrillException.Kind.CONFLICT, List.of(problem));
    }

    private static String mode(boolean real) {
        return real ? "real incidents" : "drills";
    }
}
