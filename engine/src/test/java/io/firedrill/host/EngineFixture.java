package io.firedrill.host;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.port.AppFleet;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.OutsideSystem;
import io.firedrill.engine.port.SystemKind;
import io.firedrill.engine.port.TargetSource;
import io.firedrill.engine.run.HaltAll;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.run.StartRequest;

/** A server without its web: the engine in a Spring context of its own, on a data folder that survives restarts. */
final class EngineFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);
    final MemoryEstate estate;
    private final Path home;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private ConfigurableApplicationContext context;

    EngineFixture(Path home, MemoryEstate estate) {
        this(home, estate, Map.of());
    }

    EngineFixture(Path home, MemoryEstate estate, Map<String, Object> more) {
        this.home = home;
        this.estate = estate;
        settings.put("firedrill.home", home.toString());
        settings.put("firedrill.worker.lock", "3s");
        settings.put("firedrill.worker.back-off", "100ms");
        settings.put("spring.main.banner-mode", "off");
        settings.putAll(more);
        QuickRunbook.write(home.resolve("runbooks"), QuickRunbook.KEY, "");
        context = open();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Server {
        @Bean
        TargetSource memoryTarget() {
            return () -> List.of(
                    TARGET,
                    TARGET.replace("name: memory", "name: second").replace("#", "#second-"),
                    TARGET.replace("name: memory", "name: no-fleet")
                            .replaceFirst(" *fleet:.*\n", "")
                            .replace("#", "#no-fleet-"));
        }
    }

    private ConfigurableApplicationContext open() {
        var builder = new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .initializers(made -> register(made));
        SpringApplication application = builder.application();
        application.setRegisterShutdownHook(false);
        return builder.run();
    }

    private void register(ConfigurableApplicationContext made) {
        var beans = made.getBeanFactory();
        beans.registerSingleton("memoryAuth", new Kind<>("memory-auth", AuthServer.class, estate.auth));
        beans.registerSingleton("memoryGateway", new Kind<>("memory-gateway", Gateway.class, estate.gateway));
        beans.registerSingleton("memoryChat", new Kind<>("memory-chat", Messenger.class, estate.chat));
        beans.registerSingleton("memoryFleet", new Kind<>("memory-fleet", AppFleet.class, estate.fleet));
    }

    /** Stops the server and starts it again on the same data. */
    void restart() {
        context.close();
        context = open();
    }

    /** Stops the server at once and starts it again after that moment. */
    void restartOnceItIs(Instant moment) {
        context.close();
        await(() -> Instant.now().isAfter(moment), () -> "The time stands still.");
        context = open();
    }

    @Override
    public void close() {
        context.close();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    Path home() {
        return home;
    }

    RunControl control() {
        return bean(RunControl.class);
    }

    Journal journal() {
        return bean(Journal.class);
    }

    HaltAll haltAll() {
        return bean(HaltAll.class);
    }

    static StartRequest drill(Map<String, String> parameters) {
        return drillOn("memory", parameters);
    }

    static StartRequest drillOn(String target, Map<String, String> parameters) {
        return new StartRequest(RunMode.DRILL, QuickRunbook.KEY, null, target, parameters, null, null, null, null);
    }

    static StartRequest incident(Map<String, String> parameters) {
        return incident(parameters, null);
    }

    static StartRequest incident(Map<String, String> parameters, StartRequest.@Nullable OverDrill over) {
        return new StartRequest(
                RunMode.REAL,
                "token-revocation",
                null,
                "memory",
                parameters,
                "token seen in a log",
                "memory",
                over,
                null);
    }

    /** Until that step has begun. */
    Run begun(RunId id, String step) {
        return await(id, run -> run.steps().stream()
                .anyMatch(one -> one.id().equals(step) && one.state() != Run.StepState.PENDING));
    }

    /** Ends what an earlier test left behind. */
    void tidy() {
        haltAll().off("the next test", "otto");
        for (var run : bean(Runs.class).list(Runs.Filter.all(20))) {
            if (run.state().ended()) continue;
            if (run.state() != RunState.ROLLING_BACK) control().abort(run.id(), "left by another test", "otto");
            ended(run.id());
        }
        estate.reset();
    }

    Run stuck(RunId id, String step) {
        return await(id, run -> step(run, step).state() == Run.StepState.STUCK);
    }

    static Run.RunStep step(Run run, String step) {
        return run.steps().stream()
                .filter(one -> one.id().equals(step))
                .findFirst()
                .orElseThrow();
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    RunId start(StartRequest request) {
        return control().start(request, "rita").run().id();
    }

    Run run(RunId id) {
        return bean(Runs.class).find(id).orElseThrow();
    }

    Run ended(RunId id) {
        return await(id, run -> run.state().ended());
    }

    Run await(RunId id, RunState state) {
        return await(id, run -> run.state() == state);
    }

    Run await(RunId id, Predicate<Run> condition) {
        await(() -> condition.test(run(id)), () -> describe(id));
        return run(id);
    }

    static void await(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        var until = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(until)) throw new AssertionError("Waited in vain. " + otherwise.get());
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }

    List<Event> events(RunId id) {
        return journal().events(id.toString(), 0, 1000);
    }

    List<String> kinds(RunId id) {
        return events(id).stream().map(Event::kind).toList();
    }

    String describe(RunId id) {
        var text = new StringBuilder(id + " is " + run(id).state() + "\n");
        events(id).forEach(event -> text.append(event.number())
                .append(' ')
                .append(event.kind())
                .append(' ')
                .append(event.step())
                .append(": ")
                .append(event.summary())
                .append('\n'));
        return text.toString();
    }

    private record Kind<T extends OutsideSystem>(String name, Class<T> port, T system) implements SystemKind<T> {
        @Override
        public Set<String> settings() {
            return Set.of();
        }

        @Override
        public Set<String> required() {
            return Set.of();
        }

        @Override
        public Set<String> secrets() {
            return Set.of();
        }

        @Override
        public T connect(Binding binding) {
            return system;
        }
    }

    private static final String TARGET = """
            name: memory
            title: Memory estate
            service: memory
            systems:
              auth-server: {kind: memory-auth, drill: {}, real: {}}
              gateway: {kind: memory-gateway, drill: {}, real: {}}
              chat: {kind: memory-chat, drill: {}, real: {}}
              fleet: {kind: memory-fleet, drill: {}, real: {}}
            channels:
              incident: {drill: "#drill", real: "#incident"}
              status: {drill: "#drill-status", real: "#status"}
            canaries:
              drill: {victim: drill-victim, control: drill-control, client: drill-app, control-client: drill-control-app}
              real: {victim: canary-victim, control: canary-control, client: canary-app, control-client: canary-control-app}
            """;
}
