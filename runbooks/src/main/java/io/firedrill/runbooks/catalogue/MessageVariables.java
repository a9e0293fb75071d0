package io.firedrill.runbooks.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.firedrill.runbooks.model.MessageTemplate.Type;

/** What the engine knows of a run when it renders a message. */
final class MessageVariables {
    static final Map<String, Type> ALL = all();

    private MessageVariables() {}

    private static Map<String, Type> all() {
        var all = new LinkedHashMap<String, Type>();
        all.put("run", Type.RUN);
        all.put("runbook", Type.TEXT);
        all.put("target", Type.TEXT);
        all.put("service", Type.TEXT);
        all.put("mode", Type.TEXT);
        all.put("scope", Type.TEXT);
        all.put("reason", Type.TEXT);
        all.put("startedBy", Type.TEXT);
        all.put("startedAt", Type.INSTANT);
        all.put("state", Type.TEXT);
        all.put("timeToRevoke", Type.DURATION);
        all.put("survivors", Type.NUMBER);
        all.put("collateral", Type.NUMBER);
        all.put("runUrl", Type.TEXT);
        return Collections.unmodifiableMap(all);
    }
}
