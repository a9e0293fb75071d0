package io.firedrill.integrations.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Writes the estate's target file. Drills and real runs reach the same systems, by different channels and canaries. */
final class SandboxTarget {
    private SandboxTarget() {}

    /** @param admin file with the credential; the target carries the reference, never the value */
    record Addresses(
            String auth,
            Duration tokenLife,
            String gatewayAdmin,
            Map<String, String> nodes,
            Path ca,
            String chat,
            String fleet,
            Path admin) {}

    static String yaml(Addresses at) {
        var nodes = new StringJoiner(",");
        at.nodes().forEach((name, address) -> nodes.add(name + "=" + address));
        var yaml = new StringBuilder("""
                name: sandbox
                title: Sandbox estate
                service: sandbox
                systems:
                """);
        var auth = new LinkedHashMap<String, String>();
        auth.put("endpoint", at.auth());
        auth.put("token-life", at.tokenLife().toString());
        system(yaml, "auth-server", "sandbox-auth", auth, at);
        var gateway = new LinkedHashMap<String, String>();
        gateway.put("admin", at.gatewayAdmin());
        gateway.put("nodes", nodes.toString());
        gateway.put("ca", at.ca().toString());
        system(yaml, "gateway", "sandbox-gateway", gateway, at);
        system(yaml, "chat", "sandbox-chat", Map.of("endpoint", at.chat()), at);
        system(yaml, "fleet", "sandbox-fleet", Map.of("endpoint", at.fleet()), at);
        return yaml.append("""
                        channels:
                          incident: {drill: "#drill-sandbox", real: "#incident-sandbox"}
                          status: {drill: "#drill-status", real: "#status"}
                        canaries:
                          drill: {victim: drill-victim, control: drill-control, client: drill-app, control-client: drill-control-app}
                          real: {victim: canary-victim, control: canary-control, client: canary-app, control-client: canary-control-app}
                        """).toString();
    }

    private static void system(
            StringBuilder yaml, String name, String kind, Map<String, String> settings, Addresses at) {
        yaml.append("  ").append(name).append(":\n    kind: ").append(kind).append('\n');
        for (var mode : new String[] {"drill", "real"}) {
            var pairs = new StringJoiner(", ", "{", "}");
            settings.forEach((key, value) -> pairs.add(key + ": " + quoted(value)));
            yaml.append("    ").append(mode).append(": {settings: ").append(pairs);
            yaml.append(", secrets: {admin: ")
                    .append(quoted("file:" + at.admin()))
                    .append("}}\n");
        }
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
