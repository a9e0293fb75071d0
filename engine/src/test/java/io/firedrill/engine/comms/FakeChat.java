package io.firedrill.engine.comms;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.TargetSystems;

/** A chat in memory with a fault for each call that is to go wrong; also the target that has it. */
final class FakeChat implements Messenger, TargetSystems {
    static final Instant POSTED_AT = Instant.parse("2026-03-02T12:00:05Z");

    final List<Post> posts = new ArrayList<>();
    final List<Update> updates = new ArrayList<>();
    final Deque<Answer<Posted>> updateFaults = new ArrayDeque<>();
    boolean canUpdate = true;
    final Deque<Function<Post, Answer<Posted>>> faults = new ArrayDeque<>();
    final Deque<Answer<Optional<Posted>>> searchFaults = new ArrayDeque<>();
    boolean targetBroken;
    Runnable duringSearch = () -> {};

    /** Nothing is stored. */
    void failNext(Answer<Posted> answer) {
        faults.add(post -> answer);
    }

    /** It is stored, and yet the answer is lost. */
    void loseNextAnswer() {
        faults.add(post -> {
            posts.add(post);
            return Answer.unsure("connection reset");
        });
    }

    /** It is stored, and then the server dies. */
    void dieAfterNext() {
        faults.add(post -> {
            posts.add(post);
            throw new Killed();
        });
    }

    /** Not an exception that anybody catches: as if the process had ended. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Health check() {
        return Health.good("in memory");
    }

    @Override
    public synchronized Answer<Posted> post(Post post) {
        var fault = faults.poll();
        if (fault != null) return fault.apply(post);
        posts.add(post);
        return Answer.done(new Posted(id(post), POSTED_AT));
    }

    @Override
    public synchronized Answer<Optional<Posted>> find(Sought sought) {
        var meanwhile = duringSearch;
        duringSearch = () -> {};
        var fault = searchFaults.poll();
        if (fault != null) return fault;
        Answer<Optional<Posted>> found = Answer.done(posts.stream()
                .filter(post ->
                        post.channel().equals(sought.channel()) && post.key().equals(sought.key()))
                .findFirst()
                .map(post -> new Posted(id(post), POSTED_AT)));
        meanwhile.run();
        return found;
    }

    @Override
    public boolean updates() {
        return canUpdate;
    }

    @Override
    public synchronized Answer<Posted> update(Update update) {
        updates.add(update);
        var fault = updateFaults.poll();
        return fault != null ? fault : Answer.done(new Posted(update.id(), POSTED_AT));
    }

    synchronized List<String> keys() {
        return posts.stream().map(Post::key).toList();
    }

    static String id(Post post) {
        return "id-" + post.key();
    }

    @Override
    public <T> T system(String target, boolean real, String name, Class<T> port) {
        requireTarget();
        return port.cast(this);
    }

    @Override
    public boolean has(String target, String name) {
        throw new AssertionError("not asked here");
    }

    @Override
    public String channel(String target, boolean real, String name) {
        requireTarget();
        return (real ? "#real-" : "#drill-") + name;
    }

    @Override
    public Canaries canaries(String target, boolean real) {
        throw new IllegalStateException("not asked here");
    }

    @Override
    public List<Problem> problems(
            String target, boolean real, Collection<String> systems, Collection<String> channels) {
        return List.of();
    }

    @Override
    public boolean sandbox(String target) {
        return false;
    }

    private void requireTarget() {
        if (targetBroken) throw FiredrillException.notFound("FD-TARGET-UNKNOWN", "No target.", "Mend the file.");
    }
}
