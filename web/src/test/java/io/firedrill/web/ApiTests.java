package io.firedrill.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.firedrill.web.fake.FakeLibrary;

@ServerTest
class ApiTests {
    private static final String DRILL =
            "{\"runbook\":\"token-revocation\",\"target\":\"sandbox\",\"parameters\":{\"scope\":\"subject\"}}";
    private static final String REAL =
            "{\"runbook\":\"token-revocation\",\"target\":\"payments\",\"confirm\":\"payments\",\"reason\":\"tokens in a log\"}";

    @LocalServerPort
    int port;

    @Autowired
    FakeLibrary library;

    @Test
    void saysWhoYouAre() {
        var me = Caller.as(port, "responder").get("/api/v1/me").json();

        assertThat(me.toString())
                .isEqualTo(
                        "{\"schema\":\"firedrill.me/v1\",\"name\":\"responder\",\"roles\":[\"responder\"],\"via\":\"token\"}");
    }

    @Test
    void startsADrillOncePerKey() {
        var responder = Caller.as(port, "responder")
                .with("Idempotency-Key", UUID.randomUUID().toString());

        var first = responder.post("/api/v1/drills", DRILL);
        var second = responder.post("/api/v1/drills", DRILL);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(first.json().get("id")).isEqualTo(second.json().get("id"));
        assertThat(first.header("Location"))
                .isEqualTo("/api/v1/runs/" + first.json().get("id").stringValue());
        assertThat(first.json().get("mode").stringValue()).isEqualTo("drill");
    }

    @Test
    void writesTimesInUtcWithMilliseconds() {
        var run = Caller.as(port, "viewer").get("/api/v1/runs/R-1").json();

        assertThat(run.get("createdAt").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(run.get("elapsedSeconds").doubleValue()).isEqualTo(48.73);
        assertThat(run.get("cause").isNull()).isTrue();
    }

    @Test
    void previewsADrillWithoutStartingIt() {
        var ops = Caller.as(port, "ops");
        var before = ops.get("/api/v1/runs?limit=1").json().get("items").get(0).get("id");

        var preview = ops.post("/api/v1/drills?dryRun=true", DRILL);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().get("schema").stringValue()).isEqualTo("firedrill.preview/v1");
        assertThat(ops.get("/api/v1/runs?limit=1").json().get("items").get(0).get("id"))
                .isEqualTo(before);
    }

    @Test
    void namesEveryProblemOfABodyAtOnce() {
        var answer = Caller.as(port, "responder")
                .post(
                        "/api/v1/drills",
                        "{\"runbok\":\"x\",\"target\":7,\"parameters\":{\"scope\":true},\"mode\":\"real\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        var problems = answer.json().get("problems");
        assertThat(problems.valueStream().map(p -> p.get("where").stringValue()))
                .containsExactlyInAnyOrder("runbok", "mode", "runbook", "target", "parameters.scope");
        assertThat(answer.json().get("requestId").stringValue()).isEqualTo(answer.header("X-Request-Id"));
    }

    @Test
    void listsEveryRefusalOfTheEngine() {
        var answer = Caller.as(port, "ops").post("/api/v1/drills", "{\"runbook\":\"no\",\"target\":\"no\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("problems").size()).isEqualTo(2);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("FD-RUNBOOK-UNKNOWN");
    }

    @Test
    void refusesWhatIsNotJson() {
        var responder = Caller.as(port, "responder");

        assertThat(responder.post("/api/v1/drills", "{").status()).isEqualTo(400);
        assertThat(responder.post("/api/v1/drills", "[]").status()).isEqualTo(422);
        assertThat(responder
                        .post("/api/v1/drills", "text/plain", new byte[] {1})
                        .status())
                .isEqualTo(415);
        assertThat(responder
                        .post("/api/v1/drills", "{\"reason\":\"" + "x".repeat(300_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void startsForRealOnlyAfterAFreshLogin() {
        var responder = Caller.as(port, "responder");

        var without = responder.post("/api/v1/incidents", REAL);
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.json().get("code").stringValue()).isEqualTo("FD-STEP-UP");

        var fresh = responder.steppedUp();
        assertThat(fresh.post("/api/v1/incidents", REAL).status()).isEqualTo(201);
        assertThat(fresh.post("/api/v1/incidents", REAL).status())
                .as("a proof is good once")
                .isEqualTo(403);
    }

    @Test
    void acceptsNobodyElsesProof() {
        var proof = Caller.as(port, "approver")
                .post("/api/v1/step-up", "{\"password\":\"" + ServerTest.PASSWORD + "\"}")
                .json()
                .get("token")
                .stringValue();

        var answer =
                Caller.as(port, "responder").with("Firedrill-Step-Up", proof).post("/api/v1/incidents", REAL);

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void asksWhatToDoWithADrillThatHoldsTheTarget() {
        var body = REAL.replace("payments", "sandbox");

        var answer = Caller.as(port, "responder").steppedUp().post("/api/v1/incidents", body);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("FD-TARGET-HELD-BY-DRILL");
        assertThat(answer.json().get("heldBy").stringValue()).isEqualTo("R-6");
        assertThat(answer.json().get("choices").size()).isEqualTo(2);
    }

    @Test
    void abortsARealRunOnlyWithItsTargetsName() {
        var responder = Caller.as(port, "responder");
        var id = responder
                .steppedUp()
                .post("/api/v1/incidents", REAL)
                .json()
                .get("id")
                .stringValue();

        assertThat(responder
                        .post("/api/v1/runs/" + id + "/abort", "{\"reason\":\"wrong\"}")
                        .status())
                .isEqualTo(422);
        assertThat(responder
                        .post("/api/v1/runs/" + id + "/abort", "{\"reason\":\"wrong\",\"confirm\":\"payments\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void approvesARealStepOnlyAfterAFreshLogin() {
        var responder = Caller.as(port, "responder");
        var approver = Caller.as(port, "approver");
        var id = responder
                .steppedUp()
                .post("/api/v1/incidents", REAL)
                .json()
                .get("id")
                .stringValue();
        var approve = "/api/v1/runs/" + id + "/steps/checkpoint/approve";

        assertThat(approver.post(approve, "{}").status()).isEqualTo(403);
        assertThat(approver.steppedUp().post(approve, "{}").status()).isEqualTo(200);
    }

    @Test
    void haltsWithoutAFreshLogin() {
        var responder = Caller.as(port, "responder");
        var id = responder.post("/api/v1/drills", DRILL).json().get("id").stringValue();

        assertThat(responder
                        .post("/api/v1/runs/" + id + "/halt", "{\"reason\":\"looks odd\"}")
                        .json()
                        .get("state")
                        .stringValue())
                .isEqualTo("halted");
        assertThat(responder.post("/api/v1/runs/" + id + "/resume", "").status())
                .isEqualTo(200);
        assertThat(responder
                        .post("/api/v1/runs/" + id + "/halt", "{\"reason\":\" \"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void pullsAndLiftsTheLever() {
        var responder = Caller.as(port, "responder");

        assertThat(responder.get("/api/v1/halt-all").json().get("on").booleanValue())
                .isFalse();
        var on = responder
                .post("/api/v1/halt-all", "{\"reason\":\"customers affected\"}")
                .json();
        assertThat(on.get("on").booleanValue()).isTrue();
        assertThat(on.get("actor").stringValue()).isEqualTo("responder");
        assertThat(responder
                        .send("DELETE", "/api/v1/halt-all", "{\"reason\":\"over\"}")
                        .json()
                        .get("on")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void filtersRuns() {
        var viewer = Caller.as(port, "viewer");

        var ended = viewer.get("/api/v1/runs?state=succeeded,objective-missed&mode=drill&before=R-3")
                .json()
                .get("items");
        assertThat(ended.valueStream().map(run -> run.get("id").stringValue())).containsExactly("R-2", "R-1");
        var wrong = viewer.get("/api/v1/runs?state=done&mode=fake&colour=red");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("problems").size()).isEqualTo(3);
        assertThat(viewer.get("/api/v1/runs/R-99999").json().get("code").stringValue())
                .isEqualTo("FD-RUN-UNKNOWN");
        assertThat(viewer.get("/api/v1/runs/nonsense").status()).isEqualTo(404);
    }

    @Test
    void readsEventsAsPages() {
        var page = Caller.as(port, "viewer")
                .get("/api/v1/runs/R-1/events?after=2&limit=3")
                .json();

        assertThat(page.get("items").valueStream().map(e -> e.get("number").longValue()))
                .containsExactly(3L, 4L, 5L);
        assertThat(page.get("last").longValue()).isGreaterThan(5);
        assertThat(page.get("ended").booleanValue()).isTrue();
    }

    @Test
    void addsRunbooksAsZipAndTellsEveryFinding() {
        var ops = Caller.as(port, "ops");

        assertThat(ops.post("/api/v1/runbooks", "application/zip", new byte[] {'P', 'K', 3, 4, 0})
                        .status())
                .isEqualTo(201);
        assertThat(library.added).isNotEmpty();
        var bad = ops.post("/api/v1/runbooks", "application/zip", new byte[] {1, 2, 3, 4});
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.json().get("problems").size()).isEqualTo(2);
        assertThat(ops.post("/api/v1/runbooks", "application/zip", new byte[5 * 1024 * 1024 + 1])
                        .status())
                .isEqualTo(413);
    }

    @Test
    void approvesRunbooksAndTemplates() {
        var approver = Caller.as(port, "approver");
        var version = approver.get("/api/v1/runbooks")
                .json()
                .get("items")
                .get(0)
                .get("version")
                .stringValue();
        var path = "/api/v1/runbooks/token-revocation/versions/" + version;

        assertThat(approver.post(path + "/approve", "")
                        .json()
                        .get("approval")
                        .get("approver")
                        .stringValue())
                .isEqualTo("approver");
        assertThat(approver.post(path + "/withdraw", "{\"reason\":\"stale\"}")
                        .json()
                        .has("approval"))
                .isFalse();
        assertThat(approver.get("/api/v1/runbooks/token-revocation/diagram").body())
                .contains("<bpmn:definitions");
        var hash = approver.get("/api/v1/comms/templates")
                .json()
                .get("items")
                .get(0)
                .get("hash")
                .stringValue();
        assertThat(approver.post("/api/v1/comms/templates/" + hash + "/approve", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void checksATargetsSystems() {
        var check = Caller.as(port, "viewer")
                .get("/api/v1/targets/sandbox/check?mode=drill")
                .json();

        assertThat(check.get("healthy").booleanValue()).isFalse();
        assertThat(check.get("systems").size()).isEqualTo(3);
        assertThat(Caller.as(port, "viewer")
                        .get("/api/v1/targets/sandbox/check?mode=fake")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void describesItselfToThoseSignedIn() {
        var document = Caller.as(port, "viewer").get("/v3/api-docs");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.json().get("paths").has("/api/v1/drills")).isTrue();
        assertThat(new Caller(port).get("/v3/api-docs").status()).isEqualTo(401);
    }
}
