package io.firedrill.web.security;

import static io.firedrill.web.security.Role.APPROVER;
import static io.firedrill.web.security.Role.OPS;
import static io.firedrill.web.security.Role.RESPONDER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Who may call what. What is not listed is refused to everyone. */
final class AccessRules {
    /** One row; {@code roles} null: anyone, signed in or not. */
    record Rule(
            HttpMethod method,
            String pattern,
            @org.jspecify.annotations.Nullable Set<Role> roles) {}

    private static final Set<Role> ANY = EnumSet.allOf(Role.class);
    private static final Set<Role> NOTES = EnumSet.of(RESPONDER, OPS, APPROVER);
    private static final Set<Role> STARTS = EnumSet.of(RESPONDER, OPS);

    static final List<Rule> API = List.of(
            open(HttpMethod.POST, "/api/v1/login"),
            get("/api/v1/me"),
            post("/api/v1/logout", ANY),
            post("/api/v1/step-up", ANY),
            post("/api/v1/drills", STARTS),
            post("/api/v1/incidents", RESPONDER),
            get("/api/v1/runs"),
            get("/api/v1/runs/*"),
            get("/api/v1/runs/*/events"),
            get("/api/v1/runs/*/messages"),
            post("/api/v1/runs/*/halt", RESPONDER),
            post("/api/v1/runs/*/resume", RESPONDER),
            post("/api/v1/runs/*/abort", RESPONDER),
            post("/api/v1/runs/*/note", NOTES),
            post("/api/v1/runs/*/steps/*/approve", APPROVER),
            post("/api/v1/runs/*/steps/*/reject", APPROVER),
            post("/api/v1/runs/*/steps/*/retry", RESPONDER),
            post("/api/v1/runs/*/steps/*/skip", RESPONDER),
            get("/api/v1/halt-all"),
            post("/api/v1/halt-all", STARTS),
            new Rule(HttpMethod.DELETE, "/api/v1/halt-all", EnumSet.of(RESPONDER)),
            get("/api/v1/runbooks"),
            get("/api/v1/runbooks/*"),
            get("/api/v1/runbooks/*/diagram"),
            post("/api/v1/runbooks", OPS),
            post("/api/v1/runbooks/*/versions/*/approve", APPROVER),
            post("/api/v1/runbooks/*/versions/*/withdraw", APPROVER),
            get("/api/v1/comms/templates"),
            post("/api/v1/comms/templates/*/approve", APPROVER),
            post("/api/v1/comms/templates/*/withdraw", APPROVER),
            get("/api/v1/targets"),
            get("/api/v1/targets/*"),
            get("/api/v1/targets/*/check"),
            get("/api/v1/plans"),
            post("/api/v1/plans", OPS),
            get("/api/v1/plans/*"),
            new Rule(HttpMethod.DELETE, "/api/v1/plans/*", EnumSet.of(OPS)),
            get("/api/v1/plans/*/events"),
            post("/api/v1/plans/*/pause", OPS),
            post("/api/v1/plans/*/resume", OPS),
            get("/api/v1/slots"),
            get("/v3/api-docs"));

    static final List<Rule> PAGES = List.of(
            open(HttpMethod.GET, "/assets/**"),
            open(HttpMethod.GET, "/login"),
            open(HttpMethod.POST, "/theme"),
            open(HttpMethod.POST, "/clock"),
            open(HttpMethod.GET, "/actuator/health"),
            open(HttpMethod.GET, "/actuator/health/*"),
            get("/"),
            get("/runs"),
            get("/runs.csv"),
            get("/runs/*"),
            get("/runs/*/live"),
            get("/runs/*/timeline"),
            get("/runs/*/waterfall"),
            get("/runs/*/diagram"),
            get("/runs/*/messages"),
            post("/runs/*/halt", RESPONDER),
            post("/runs/*/resume", RESPONDER),
            post("/runs/*/abort", RESPONDER),
            post("/runs/*/note", NOTES),
            post("/runs/*/steps/*/approve", APPROVER),
            post("/runs/*/steps/*/reject", APPROVER),
            post("/runs/*/steps/*/retry", RESPONDER),
            post("/runs/*/steps/*/skip", RESPONDER),
            new Rule(HttpMethod.GET, "/drills/new", STARTS),
            post("/drills/new", STARTS),
            new Rule(HttpMethod.GET, "/incidents/new", EnumSet.of(RESPONDER)),
            post("/incidents/new", RESPONDER),
            post("/halt-all/on", STARTS),
            post("/halt-all/off", RESPONDER),
            new Rule(HttpMethod.GET, "/plans/new", EnumSet.of(OPS)),
            post("/plans/new", OPS),
            get("/plans"),
            get("/plans/*"),
            post("/plans/*/pause", OPS),
            post("/plans/*/resume", OPS),
            post("/plans/*/remove", OPS),
            get("/runbooks"),
            get("/runbooks/*"),
            get("/targets"),
            get("/targets/*"),
            get("/approvals"),
            get("/settings"),
            post("/settings", ANY),
            post("/settings/tokens/*/revoke", ANY),
            post("/approvals/runbooks/*/*", APPROVER),
            post("/approvals/templates/*", APPROVER));

    private static final List<PathPattern> LISTED = Stream.concat(API.stream(), PAGES.stream())
            .map(rule -> PathPatternParser.defaultInstance.parse(rule.pattern()))
            .toList();

    private AccessRules() {}

    /** Whether some rule is about this path, with any method. */
    static boolean listed(String path) {
        var container = PathContainer.parsePath(path);
        return LISTED.stream().anyMatch(pattern -> pattern.matches(container));
    }

    private static Rule open(HttpMethod method, String pattern) {
        return new Rule(method, pattern, null);
    }

    private static Rule get(String pattern) {
        return new Rule(HttpMethod.GET, pattern, ANY);
    }

    private static Rule post(String pattern, Role role) {
        return post(pattern, EnumSet.of(role));
    }

    private static Rule post(String pattern, Set<Role> roles) {
        return new Rule(HttpMethod.POST, pattern, roles);
    }
}
