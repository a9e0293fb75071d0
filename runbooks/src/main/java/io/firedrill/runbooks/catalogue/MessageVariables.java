package io.firedrill.runbooks.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.firedrill.runbooks.model.MessageTemplate;

/** What the engine knows of a run when it renders a message. */
final class MessageVariables {
    static final Map<String, MessageTemplate.Type> ALL = all();

    private MessageVariables() {}

    private static Map<String, MessageTemplate.Type> all() {
        var all = new LinkedHashMap<String, MessageTemplate.Type>();
        all.put("run", MessageTemplate.Type.RUN);
        all.put("runbook", MessageTemplate.Type.TEXT);
        all.put("target", MessageTemplate.Type.TEXT);
        all.put("service", MessageTemplate.Type.TEXT);
        all.put("mode", MessageTemplate.Type.TEXT);
        all.put("scope", MessageTemplate.Type.TEXT);
        all.put("reason", MessageTemplate.Type.TEXT);
        all.put("startedBy", MessageTemplate.Type.TEXT);
        all.put("startedAt", MessageTemplate.Type.INSTANT);
        all.put("state", MessageTemplate.Type.TEXT);
        all.put("timeToRevoke", MessageTemplate.Type.DURATION);
        all.put("survivors", MessageTemplate.Type.NUMBER);
        all.put("collateral", MessageTemplate.Type.NUMBER);
        all.put("runUrl", MessageTemplate.Type.TEXT);
        return Collections.unmodifiableMap(all);
    }
}
