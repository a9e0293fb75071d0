package io.firedrill.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import io.firedrill.web.ServerTest;

/** Who may do what, written down a second time and held against every route the server has. */
@ServerTest
@AutoConfigureMockMvc
class AccessTests {
    /** Roles by their first letters: v r o p(approver) a; '-' for anyone. */
    private static final Map<String, String> TABLE = table("""
            POST /api/v1/login -
            GET /api/v1/me vropa
            POST /api/v1/logout vropa
            POST /api/v1/step-up vropa
            POST /api/v1/drills ro
            POST /api/v1/incidents r
            GET /api/v1/runs vropa
            GET /api/v1/runs/{id} vropa
            GET /api/v1/runs/{id}/events vropa
            GET /api/v1/runs/{id}/messages vropa
            POST /api/v1/runs/{id}/halt r
            POST /api/v1/runs/{id}/resume r
            POST /api/v1/runs/{id}/abort r
            POST /api/v1/runs/{id}/note rop
            POST /api/v1/runs/{id}/steps/{step}/approve p
            POST /api/v1/runs/{id}/steps/{step}/reject p
            POST /api/v1/runs/{id}/steps/{step}/retry r
            POST /api/v1/runs/{id}/steps/{step}/skip r
            GET /api/v1/halt-all vropa
            POST /api/v1/halt-all ro
            DELETE /api/v1/halt-all r
            GET /api/v1/runbooks vropa
            GET /api/v1/runbooks/{key} vropa
            GET /api/v1/runbooks/{key}/diagram vropa
            POST /api/v1/runbooks o
            POST /api/v1/runbooks/{key}/versions/{hash}/approve p
            POST /api/v1/runbooks/{key}/versions/{hash}/withdraw p
            GET /api/v1/comms/templates vropa
            POST /api/v1/comms/templates/{hash}/approve p
            POST /api/v1/comms/templates/{hash}/withdraw p
            GET /api/v1/targets vropa
            GET /api/v1/targets/{name} vropa
            GET /api/v1/targets/{name}/check vropa
            GET /api/v1/plans vropa
            POST /api/v1/plans o
            GET /api/v1/plans/{id} vropa
            DELETE /api/v1/plans/{id} o
            GET /api/v1/plans/{id}/events vropa
            POST /api/v1/plans/{id}/pause o
            POST /api/v1/plans/{id}/resume o
            GET /api/v1/slots vropa
            GET /v3/api-docs vropa
            GET /login -
            GET / vropa
            POST /theme -
            POST /clock -
            GET /settings vropa
            POST /settings vropa
            POST /settings/tokens/{id}/revoke vropa
            GET /runs vropa
            GET /runs.csv vropa
            GET /runs/{id} vropa
            GET /runs/{id}/live vropa
            GET /runs/{id}/timeline vropa
            GET /runs/{id}/waterfall vropa
            GET /runs/{id}/diagram vropa
            GET /runs/{id}/messages vropa
            POST /runs/{id}/halt r
            POST /runs/{id}/resume r
            POST /runs/{id}/abort r
            POST /runs/{id}/note rop
            POST /runs/{id}/steps/{step}/approve p
            POST /runs/{id}/steps/{step}/reject p
            POST /runs/{id}/steps/{step}/retry r
            POST /runs/{id}/steps/{step}/skip r
            GET /drills/new ro
            POST /drills/new ro
            GET /incidents/new r
            POST /incidents/new r
            POST /halt-all/on ro
            POST /halt-all/off r
            GET /plans vropa
            GET /plans/new o
            POST /plans/new o
            GET /plans/{id} vropa
            POST /plans/{id}/pause o
            POST /plans/{id}/resume o
            POST /plans/{id}/remove o
            GET /runbooks vropa
            GET /runbooks/{key} vropa
            GET /targets vropa
            GET /targets/{name} vropa
            GET /approvals vropa
            POST /approvals/runbooks/{key}/{hash} p
            POST /approvals/templates/{hash} p
            """);

    @Autowired
    MockMvc http;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    static Stream<String> rows() {
        return TABLE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void letsInExactlyTheRolesOfTheTable(String route) throws Exception {
        var allowed = TABLE.get(route);
        for (var role : Role.values()) {
            var status = status(route, role);
            var expected = allowed.equals("-") || allowed.indexOf(letter(role)) >= 0;
            assertThat((status != 401 && status != 403) || stepUpOnly(route, role, expected))
                    .as("%s as %s answered %d", route, role.label(), status)
                    .isEqualTo(expected);
        }
        if (allowed.equals("-")) assertThat(status(route, null)).isNotEqualTo(403);
        else if (route.contains(" /api/") || route.contains(" /v3/"))
            assertThat(status(route, null)).isEqualTo(401);
        else assertThat(status(route, null)).isEqualTo(302);
    }

    @Test
    void knowsEveryRoute() {
        var routes = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(mapping -> {
            for (var path : mapping.getPatternValues()) {
                for (var method : mapping.getMethodsCondition().getMethods()) routes.add(method + " " + path);
                if (mapping.getMethodsCondition().getMethods().isEmpty()) routes.add("ANY " + path);
            }
        });
        // Reached only by the container's forward.
        routes.remove("ANY /error");
        // The same document in YAML, which no rule lets anyone have.
        routes.remove("GET /v3/api-docs.yaml");

        assertThat(routes).isEqualTo(new TreeSet<>(TABLE.keySet()));
    }

    @Test
    void deniesWhatNoRuleNames() throws Exception {
        for (var path : List.of(
                "/actuator/env", "/v3/api-docs.yaml", "/h2-console", "/api/v2/runs", "/api/v1/runs/R-1/delete")) {
            var statuses = new HashSet<Integer>();
            for (var role : Role.values()) statuses.add(status("GET " + path, role));
            assertThat(statuses).as(path).containsAnyOf(403, 404).doesNotContain(200);
        }
    }

    /** A fresh login is asked of those who may; then the refusal is not about the role. */
    private boolean stepUpOnly(String route, Role role, boolean expected) throws Exception {
        if (!expected) return false;
        return http.perform(request(route, role))
                .andReturn()
                .getResponse()
                .getContentAsString()
                .contains("FD-STEP-UP");
    }

    private int status(String route, Role role) throws Exception {
        return http.perform(request(route, role)).andReturn().getResponse().getStatus();
    }

    private static org.springframework.test.web.servlet.RequestBuilder request(String route, Role role) {
        var method = HttpMethod.valueOf(route.split(" ")[0]);
        var path = route.split(" ")[1]
                .replace("{id}", "R-5")
                .replace("{step}", "checkpoint")
                .replace("{key}", "token-revocation")
                .replace("{hash}", "0".repeat(64))
                .replaceAll("\\{[a-z]+}", "sandbox");
        var request = MockMvcRequestBuilders.request(method, path).with(SecurityMockMvcRequestPostProcessors.csrf());
        if (path.startsWith("/api/"))
            request.contentType(MediaType.APPLICATION_JSON).content("{\"reason\":\"\",\"password\":\"\"}");
        if (role == null) return request;
        var person = new Person(role.label(), Set.of(role), Person.Via.PASSWORD);
        return request.with(
                SecurityMockMvcRequestPostProcessors.authentication(new PersonAuthentication(person, null)));
    }

    private static char letter(Role role) {
        return switch (role) {
            case VIEWER -> 'v';
            case RESPONDER -> 'r';
            case OPS -> 'o';
            case APPROVER -> 'p';
            case ADMIN -> 'a';
        };
    }

    private static Map<String, String> table(String rows) {
        var table = new TreeMap<String, String>(Comparator.naturalOrder());
        rows.lines().map(row -> row.split(" ")).forEach(row -> table.put(row[0] + " " + row[1], row[2]));
        return table;
    }
}
