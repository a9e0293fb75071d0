package io.firedrill.engine.action;

import java.util.Map;

/**
 * What an action came to.
 *
 * @param summary one line for the timeline, no secrets, people as pseudonyms
 * @param facts for the journal
 * @param variables run variables for conditions and timers, as declared in the action's spec
 */
public record ActionResult(String summary, Map<String, Object> facts, Map<String, Object> variables) {
    public static ActionResult of(String summary) {
        return new ActionResult(summary, Map.of(), Map.of());
    }

    public ActionResult with(Map<String, Object> more) {
        return new ActionResult(summary, more, variables);
    }

    public ActionResult setting(Map<String, Object> values) {
        return new ActionResult(summary, facts, values);
    }
}
