package io.firedrill.engine.target;

import java.util.Collection;
import java.util.List;

import io.firedrill.engine.problem.Problem;

/**
 * What a run uses of a target, bound to the run's mode. Each call looks at the target's file as it is now. A target,
 * binding, system, channel or canary that is not there is a {@link io.firedrill.engine.problem.FiredrillException}
 * with what to add. Thread-safe.
 */
public interface TargetSystems {
    /** The name by which a target has its chat. */
    String CHAT = "chat";

    /** The connection to one system; the same one until the binding changes. */
    <T> T system(String target, boolean real, String name, Class<T> port);

    /** Whether the target has a system of this name. */
    boolean has(String target, String name);

    /** The chat's channel behind a channel name of message templates. */
    String channel(String target, boolean real, String name);

    Canaries canaries(String target, boolean real);

    /** Everything in the target that stands in the way of a start in this mode with these systems and channels. */
    List<Problem> problems(String target, boolean real, Collection<String> systems, Collection<String> channels);

    /** Whether the target came with an adapter for practice, and is nobody's own. */
    boolean sandbox(String target);

    /**
     * Accounts and clients set up for proof alone.
     *
     * @param victim whose tokens a drill revokes
     * @param control who must not lose access
     * @param client the victim's OAuth2 client
     * @param controlClient the control's OAuth2 client
     */
    record Canaries(String victim, String control, String client, String controlClient) {}
}
