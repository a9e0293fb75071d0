package io.firedrill.engine.action;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Where the worker gets its tasks; implemented on the flow engine. Thread-safe. */
public interface TaskFeed {
    /** Tasks that nobody holds, whose back-off is over and that have attempts left; oldest first. */
    List<Task> open();

    /** Takes a task for this long; false when somebody else was faster or it is gone. */
    boolean lock(Task task, String worker, Duration time);

    /** Keeps it; false when it is gone or lost. */
    boolean extend(Task task, String worker, Duration time);

    /** Gives it back untouched. */
    void unlock(Task task);

    /**
     * Moves the flow on, in the caller's transaction. Throws {@link Gone} when the task is not there any more, and
     * Spring's {@code OptimisticLockingFailureException} when the transaction lost against another and is to be tried
     * again.
     */
    void complete(Task task, String worker, Map<String, Object> variables);

    /** One attempt less, and not again before the back-off is over; in the caller's transaction. */
    void fail(Task task, String worker, String why, int attemptsLeft, Duration backOff);

    /** Gives back what this server held when it died; call once, before the worker starts. */
    void releaseAll(String workerPrefix);

    /** Wakes the runnable when a transaction of this server made new tasks. */
    void onNew(Runnable wake);

    /** @param attemptsLeft null before the first attempt */
    record Task(
            String id,
            String run,
            String instance,
            String step,
            @Nullable Integer attemptsLeft) {}

    /** The task was interrupted or finished by somebody else. */
    final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Gone(String task, Throwable cause) {
            super("Task " + task + " is gone.", cause);
        }
    }
}
