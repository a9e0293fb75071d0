package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import io.firedrill.web.ServerTest;
import io.firedrill.web.fake.FakeRuns;
import io.firedrill.web.security.SignedInAs;

@ServerTest
@AutoConfigureMockMvc
class PageTests {
    /** Forms about the reader alone. */
    private static final List<String> OWN = List.of("/theme", "/clock", "/logout", "/settings");

    @Autowired
    MockMvc http;

    @Autowired
    FakeRuns runs;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/runs",
                "/runs/R-1",
                "/runs/R-2/timeline",
                "/runs/R-2/waterfall",
                "/settings",
                "/runs/R-4/diagram",
                "/runs/R-5/messages",
                "/runs/R-6/live",
                "/plans",
                "/plans/P-1",
                "/runbooks",
                "/runbooks/token-revocation",
                "/targets",
                "/targets/payments",
                "/approvals"
            })
    void showsNoActToThoseWhoOnlyRead(String path) throws Exception {
        var page = send(get(path).with(SignedInAs.role("viewer")));

        assertThat(page.getStatus()).isEqualTo(200);
        var forms = page.getContentAsString()
                .lines()
                .filter(line -> line.contains("method=\"post\""))
                .toList();
        assertThat(forms).allMatch(line -> OWN.stream().anyMatch(line::contains));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs/R-1", "/runs/R-5/diagram", "/drills/new"})
    void marksEveryPageOfADrill(String path) throws Exception {
        assertThat(send(get(path).with(SignedInAs.role("responder"))).getContentAsString())
                .contains("band drill", "EXERCISE")
                .doesNotContain("REAL INCIDENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs/R-8", "/runs/R-8/messages", "/incidents/new"})
    void marksEveryPageOfARealIncident(String path) throws Exception {
        assertThat(send(get(path).with(SignedInAs.role("responder"))).getContentAsString())
                .contains("band real", "REAL INCIDENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/runs",
                "/runs/R-2",
                "/runbooks/token-revocation",
                "/drills/new",
                "/login",
                "/runs/R-1/diagram"
            })
    void carriesNoInlineScriptOrStyle(String path) throws Exception {
        var html = send(get(path).with(SignedInAs.role("responder"))).getContentAsString();

        assertThat(html).doesNotContain(" style=", "<style", "javascript:", " onclick=");
        assertThat(html.split("<script", -1))
                .allMatch(part -> part.startsWith("<!DOCTYPE") || part.contains("src=\"/assets/"));
    }

    @Test
    void doesNotCallMissedWhatWasNotMeasured() throws Exception {
        var page = send(get("/runs/R-3").with(SignedInAs.role("viewer"))).getContentAsString();

        assertThat(page).contains("not measured").doesNotContain(">missed<", "pairs of point and canary");
    }

    @Test
    void showsTheEventsOfOneStepOrOfPeopleAlone() throws Exception {
        var step = send(get("/runs/R-2/timeline?step=revoke").with(SignedInAs.role("viewer")))
                .getContentAsString();
        var people = send(get("/runs/R-2/timeline?view=people").with(SignedInAs.role("viewer")))
                .getContentAsString();

        assertThat(step).contains("Only “", "Revoke the tokens began").doesNotContain("Mint canaries began");
        assertThat(people).contains("Approved.").doesNotContain("Revoke the tokens began");
    }

    @Test
    void marksAPointThatRefusedOnlyByExpiry() throws Exception {
        assertThat(send(get("/runs/R-2").with(SignedInAs.role("viewer"))).getContentAsString())
                .contains("refused only by expiry");
    }

    @Test
    void listsTheProblemsOfTargetFiles() throws Exception {
        assertThat(send(get("/targets").with(SignedInAs.role("viewer"))).getContentAsString())
                .contains("Target files that cannot be used", "ledger.yaml:7", "Did you mean keycloak?");
    }

    @Test
    void keepsFilterAndOrderInTheAddress() throws Exception {
        var list = send(get("/runs?mode=drill&sort=slowest&q=token").with(SignedInAs.role("viewer")))
                .getContentAsString();

        assertThat(list).contains("/runs.csv?mode=drill&amp;q=token&amp;sort=slowest", "aria-sort=\"descending\"");
        assertThat(list.indexOf("/runs/R-2\"")).isLessThan(list.indexOf("/runs/R-1\""));
        assertThat(send(get("/runs?state=nonsense").with(SignedInAs.role("viewer")))
                        .getContentAsString())
                .contains("states joined by commas");
    }

    @Test
    void plansADrillOnceHoweverOftenTheFormIsSent() throws Exception {
        var key = UUID.randomUUID().toString();

        var first = send(plan(key));
        var second = send(plan(key));

        assertThat(first.getRedirectedUrl()).startsWith("/plans/P-").isEqualTo(second.getRedirectedUrl());
    }

    @Test
    void showsWhatAPlanWouldBeWithoutStoringIt() throws Exception {
        var shown = send(plan(UUID.randomUUID().toString()).param("act", "preview"));

        assertThat(shown.getStatus()).isEqualTo(200);
        assertThat(shown.getContentAsString())
                .contains("Once a quarter, last friday of month 3", "Saturday, so Monday", "Nothing was stored");
    }

    @Test
    void pausesAPlanOnlyWithAReason() throws Exception {
        var location = send(plan(UUID.randomUUID().toString())).getRedirectedUrl();
        var pause = post(location + "/pause").with(csrf()).with(SignedInAs.role("ops"));

        assertThat(http.perform(pause.param("reason", " "))
                        .andReturn()
                        .getFlashMap()
                        .get("problems"))
                .isNotNull();
        assertThat(http.perform(post(location + "/pause")
                                .with(csrf())
                                .with(SignedInAs.role("ops"))
                                .param("reason", "audit week"))
                        .andReturn()
                        .getFlashMap()
                        .get("done"))
                .isEqualTo("Paused. Its slots are skipped.");
    }

    @Test
    void leadsBackOnlyToItsOwnAddresses() throws Exception {
        assertThat(send(clock("/runs?state=waiting&q=a+b")).getRedirectedUrl()).isEqualTo("/runs?state=waiting&q=a+b");
        assertThat(send(clock("//evil.example/")).getRedirectedUrl()).isEqualTo("/");
        assertThat(send(clock("https://evil.example/")).getRedirectedUrl()).isEqualTo("/");
        assertThat(send(clock("/\\evil.example")).getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void startsADrillOnceHoweverOftenTheFormIsSent() throws Exception {
        var key = UUID.randomUUID().toString();

        var first = send(drill(key));
        var second = send(drill(key));

        assertThat(first.getStatus()).isEqualTo(302);
        assertThat(first.getRedirectedUrl()).startsWith("/runs/R-").isEqualTo(second.getRedirectedUrl());
    }

    @Test
    void startsForRealOnlyWithThePasswordAndTheTypedName() throws Exception {
        var before = runs.acts.size();

        var wrong = send(real("payments", "not-the-password"));
        assertThat(wrong.getStatus()).isEqualTo(422);
        assertThat(wrong.getContentAsString())
                .contains("That is not the password of responder")
                .doesNotContain("not-the-password");
        assertThat(send(real("paymnets", ServerTest.PASSWORD)).getStatus()).isEqualTo(422);
        assertThat(runs.acts).hasSize(before);

        assertThat(send(real("payments", ServerTest.PASSWORD)).getStatus()).isEqualTo(302);
    }

    @Test
    void asksWhatToDoWithADrillInTheWay() throws Exception {
        var form = post("/incidents/new")
                .with(csrf())
                .with(SignedInAs.role("responder"))
                .param("runbook", "token-revocation")
                .param("target", "sandbox")
                .param("confirm", "sandbox")
                .param("reason", "real")
                .param("password", ServerTest.PASSWORD);

        assertThat(send(form).getContentAsString()).contains("roll-back-first", "leave-as-is");
    }

    @Test
    void leadsBackFromAnActWithWhatWasDoneOrWhyNot() throws Exception {
        var location = send(drill(UUID.randomUUID().toString())).getRedirectedUrl();

        var done = http.perform(post(location + "/halt")
                        .with(csrf())
                        .with(SignedInAs.role("responder"))
                        .param("reason", "odd"))
                .andReturn();
        assertThat(done.getFlashMap().get("done")).isEqualTo("Halted. No new effect starts.");
        var refused = http.perform(post("/runs/R-1/halt")
                        .with(csrf())
                        .with(SignedInAs.role("responder"))
                        .param("reason", "odd"))
                .andReturn();
        assertThat(refused.getFlashMap().get("problems")).isNotNull();
    }

    @Test
    void refusesAFormWithoutItsToken() throws Exception {
        assertThat(send(post("/runs/R-5/halt")
                                .with(SignedInAs.role("responder"))
                                .param("reason", "x"))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void findsNoPageForAnUnknownRun() throws Exception {
        assertThat(send(get("/runs/R-99999").with(SignedInAs.role("viewer"))).getStatus())
                .isEqualTo(404);
    }

    @Test
    void sendsNobodyElsewhereAfterTheThemeSwitch() throws Exception {
        for (var back : Set.of("//evil.example", "https://evil.example", "/\\evil.example"))
            assertThat(send(post("/theme").with(csrf()).param("theme", "dark").param("back", back))
                            .getRedirectedUrl())
                    .isEqualTo("/");
        assertThat(send(post("/theme").with(csrf()).param("theme", "dark").param("back", "/runs/R-1"))
                        .getRedirectedUrl())
                .isEqualTo("/runs/R-1");
    }

    @Test
    void keepsFormulasOutOfSpreadsheets() throws Exception {
        assertThat(RunCsv.cell("=cmd()")).isEqualTo("'=cmd()");
        assertThat(RunCsv.cell("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
        assertThat(send(get("/runs.csv").with(SignedInAs.role("viewer"))).getContentAsString())
                .startsWith("id,mode,state");
    }

    private static MockHttpServletRequestBuilder drill(String key) {
        return post("/drills/new")
                .with(csrf())
                .with(SignedInAs.role("responder"))
                .param("runbook", "token-revocation")
                .param("target", "sandbox")
                .param("key", key)
                .param("act", "start");
    }

    private static MockHttpServletRequestBuilder real(String confirm, String password) {
        return post("/incidents/new")
                .with(csrf())
                .with(SignedInAs.role("responder"))
                .param("runbook", "token-revocation")
                .param("target", "payments")
                .param("reason", "tokens in a log")
                .param("confirm", confirm)
                .param("password", password)
                .param("act", "start");
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request).andReturn().getResponse();
    }

    private static MockHttpServletRequestBuilder plan(String key) {
        return post("/plans/new")
                .with(csrf())
                .with(SignedInAs.role("ops"))
                .param("runbook", "token-revocation")
                .param("target", "sandbox")
                .param("every", "quarter")
                .param("by", "weekday")
                .param("nth", "last")
                .param("weekday", "friday")
                .param("month", "3")
                .param("at", "10:00")
                .param("zone", "Europe/Berlin")
                .param("key", key);
    }

    private static MockHttpServletRequestBuilder clock(String back) {
        return post("/clock")
                .with(csrf())
                .with(SignedInAs.role("viewer"))
                .param("clock", "local")
                .param("back", back);
    }
}
