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
}
