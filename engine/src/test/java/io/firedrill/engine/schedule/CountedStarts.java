package io.firedrill.engine.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.run.StartRequest;
import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.RunbookReader;

/**
 * Runs that start and go on for ever, once for each key, and a library with the shipped runbook. What refuses a start,
 * and where a server dies, is set by the test. Shared by all servers of a test, as the run table is.
 */
final class CountedStarts implements RunControl, Runs, Library {
    /** How a test kills a server: nothing after it is done any more. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    enum Death {
        BEFORE_THE_START,
        /** Before the start as well, with the whole process: no finally, no shutdown. */
        OF_THE_PROCESS,
        AFTER_THE_START
    }

    private static final Library.Entry ENTRY = RunbookReader.shipped().stream()
            .flatMap(loaded -> loaded instanceof Loaded.Good good ? List.of(good.runbook()).stream() : null)
            .filter(runbook -> runbook.key().equals("token-revocation"))
            .map(runbook -> new Library.Entry(runbook, Library.Origin.SHIPPED, "firedrill", Instant.EPOCH, null))
            .findFirst()
            .orElseThrow();

    /** Every call that came this far, also one whose key had started a run before. */
    final ConcurrentLinkedQueue<StartRequest> asked = new ConcurrentLinkedQueue<>();

    private final Map<String, RunId> runs = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    volatile @Nullable FiredrillException refusal;
    volatile @Nullable Death death;
    volatile List<Problem> previewed = List.of();

    @Override
    public Started start(StartRequest request, String actor) {
        if (death == Death.OF_THE_PROCESS) Runtime.getRuntime().halt(DyingServer.KILLED);
        if (death == Death.BEFORE_THE_START) throw new Killed();
        asked.add(request);
        var key = actor + "|" + request.idempotencyKey();
        var earlier = runs.get(key);
        if (earlier == null && refusal != null) throw refusal;
        var id = runs.computeIfAbsent(key, any -> new RunId(number.incrementAndGet()));
        if (death == Death.AFTER_THE_START) throw new Killed();
        return new Started(run(id, request, actor), earlier == null);
    }

    int started() {
        return runs.size();
    }

    private static Run run(RunId id, StartRequest request, String actor) {
        return new Run(
                id,
                request.mode(),
                RunState.RUNNING,
                null,
                request.runbook(),
                "Revoke leaked tokens",
                "0".repeat(64),
                true,
                request.target(),
                "payments",
                request.parameters(),
                request.reason(),
                actor,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                false,
                1,
                List.of(),
                List.of(),
                Run.Proof.NONE,
                List.of(),
                null);
    }

    @Override
    public Optional<RunId> startedWith(String actor, String idempotencyKey) {
        return Optional.ofNullable(runs.get(actor + "|" + idempotencyKey));
    }

    @Override
    public Preview preview(StartRequest request, String actor) {
        return new Preview(
                RunMode.DRILL,
                request.runbook(),
                "",
                request.target(),
                request.parameters(),
                previewed,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public Optional<Entry> find(String key, @Nullable String version) {
        return key.equals("token-revocation") ? Optional.of(ENTRY) : Optional.empty();
    }

    @Override
    public List<Entry> newest() {
        return List.of(ENTRY);
    }

    @Override
    public List<Entry> versions(String key) {
        throw notNeeded();
    }

    @Override
    public Entry add(byte[] zip, String actor) {
        throw notNeeded();
    }

    @Override
    public void approve(Subject subject, String hash, String actor) {
        throw notNeeded();
    }

    @Override
    public void withdraw(Subject subject, String hash, String reason, String actor) {
        throw notNeeded();
    }

    @Override
    public List<TemplateEntry> templates() {
        throw notNeeded();
    }

    @Override
    public List<Problem> problems() {
        throw notNeeded();
    }

    @Override
    public Optional<Run> find(RunId id) {
        throw notNeeded();
    }

    @Override
    public List<Run> list(Filter filter) {
        throw notNeeded();
    }

    @Override
    public Run halt(RunId run, String reason, String actor) {
        throw notNeeded();
    }

    @Override
    public Run resume(RunId run, @Nullable String reason, String actor) {
        throw notNeeded();
    }

    @Override
    public Run abort(RunId run, String reason, String actor) {
        throw notNeeded();
    }

    @Override
    public Run approve(RunId run, String step, @Nullable String comment, String actor) {
        throw notNeeded();
    }

    @Override
    public Run reject(RunId run, String step, String reason, String actor) {
        throw notNeeded();
    }

    @Override
    public Run retry(RunId run, String step, @Nullable String reason, String actor) {
        throw notNeeded();
    }

    @Override
    public Run skip(RunId run, String step, String reason, String actor) {
        throw notNeeded();
    }

    @Override
    public Run note(RunId run, String text, String actor) {
        throw notNeeded();
    }

    private static UnsupportedOperationException notNeeded() {
        return new UnsupportedOperationException("Plans have no use for this.");
    }
}
