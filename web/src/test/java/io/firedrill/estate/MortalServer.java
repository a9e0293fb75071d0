package io.firedrill.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.port.TargetSource;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.run.StartRequest;

/**
 * A server in a process of its own that sees one drill through and dies where it is told to. Started again on the
 * same data folder it goes on. Arguments: data folder, target file, kill point or empty, the event at which an abort
 * is asked or empty.
 */
final class MortalServer {
    static final int KILLED = 137;
    static final int OVERDUE = 3;
    /** In place of a kill point: starts, and ends in order. */
    static final String ONLY_START = "only-start";

    private static final Duration LONGEST = Duration.ofSeconds(150);

    private MortalServer() {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class EngineAlone {
        @Bean
        TargetSource estateElsewhere() {
            return () -> List.of(read(Path.of(System.getProperty("target-file"))));
        }

        @Bean
        static BeanPostProcessor deadlyJournal() {
            return new DeadlyJournal(
                    KillPoint.parse(System.getProperty("kill-point")).orElse(null));
        }
    }

    /** Lets the journal write as ever, and ends the process at its commit. */
    private record DeadlyJournal(KillPoint point) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (point == null || !(bean instanceof JournalWriter)) return bean;
            return Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Journal.class, JournalWriter.class},
                    (proxy, method, arguments) -> {
                        try {
                            var result = method.invoke(bean, arguments);
                            if (result instanceof Event event && point.meets(event)) dieAtCommit();
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private void dieAtCommit() {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    if (point.moment() == KillPoint.Moment.BEFORE_COMMIT)
                        Runtime.getRuntime().halt(KILLED);
                }

                @Override
                public void afterCommit() {
                    if (point.moment() == KillPoint.Moment.AFTER_COMMIT)
                        Runtime.getRuntime().halt(KILLED);
                }
            });
        }
    }

    public static void main(String[] arguments) {
        var home = Path.of(arguments[0]);
        System.setProperty("target-file", arguments[1]);
        var onlyStart = arguments[2].equals(ONLY_START);
        System.setProperty("kill-point", onlyStart ? "" : arguments[2]);
        var abortAt = arguments[3];
        var context = new SpringApplicationBuilder(EngineAlone.class)
                .web(WebApplicationType.NONE)
                .run("--firedrill.home=" + home, "--firedrill.sandbox.enabled=false");
        if (onlyStart) {
            context.close();
            return;
        }
        var control = context.getBean(RunControl.class);
        var id = control.start(
                        new StartRequest(
                                RunMode.DRILL,
                                "token-revocation",
                                null,
                                "sandbox",
                                Map.of(),
                                null,
                                null,
                                null,
                                "the-one-drill"),
                        "responder")
                .run()
                .id();
        var journal = context.getBean(Journal.class);
        var until = Instant.now().plus(LONGEST);
        var run = find(context.getBean(Runs.class), id);
        while (run.endedAt() == null && Instant.now().isBefore(until)) {
            if (!abortAt.isEmpty()) abortOnce(control, journal, id, abortAt);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            run = find(context.getBean(Runs.class), id);
        }
        if (run.endedAt() == null) {
            System.out.println("Overdue: " + run);
            Runtime.getRuntime().halt(OVERDUE);
        }
        write(home.resolve("end"), run, journal);
        context.close();
    }

    private static void abortOnce(RunControl control, Journal journal, RunId id, String at) {
        var events = journal.events(id.toString(), 0, 1000);
        if (events.stream().anyMatch(event -> event.kind().equals("abort-asked"))) return;
        if (events.stream().noneMatch(event -> at.equals(event.kind() + "/" + event.step()))) return;
        try {
            control.abort(id, "The test asks for it.", "responder");
        } catch (FiredrillException ended) {
            // The run was quicker; its end says so.
        }
    }

    private static Run find(Runs runs, RunId id) {
        return runs.find(id).orElseThrow();
    }

    private static void write(Path file, Run run, Journal journal) {
        var check = journal.verify(run.id().toString());
        var last = journal.events(run.id().toString(), 0, 1000);
        var ended = last.stream()
                .filter(event -> event.kind().equals("run-ended"))
                .map(Event::summary)
                .toList();
        var text = String.join(
                "\n",
                run.state().label(),
                Boolean.toString(check.intact()),
                Long.toString(check.events()),
                String.join(" | ", ended));
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            Files.write(
                    file.resolveSibling("timeline"),
                    last.stream()
                            .map(event -> String.join(
                                    " ",
                                    Long.toString(event.number()),
                                    event.at().toString(),
                                    event.kind(),
                                    event.step(),
                                    event.summary()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
