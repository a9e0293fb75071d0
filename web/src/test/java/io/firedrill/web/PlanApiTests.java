package io.firedrill.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class PlanApiTests {
    private static final String PLAN = """
            {"runbook":"token-revocation","target":"sandbox","parameters":{"scope":"subject"},"every":"quarter",
             "day":"second tuesday","at":"10:00","zone":"Europe/Berlin","windowSeconds":7200}""";

    @LocalServerPort
    int port;

    private Caller ops;

    @BeforeEach
    void ops() {
        ops = Caller.as(port, "ops");
    }

    @Test
    void addsAPlanOncePerKey() {
        var keyed = ops.with("Idempotency-Key", UUID.randomUUID().toString());

        var first = keyed.post("/api/v1/plans", PLAN);
        var second = keyed.post("/api/v1/plans", PLAN);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        var id = first.json().get("id").stringValue();
        assertThat(second.json().get("id").stringValue()).isEqualTo(id);
        assertThat(first.header("Location")).isEqualTo("/api/v1/plans/" + id);
        assertThat(first.json().get("schema").stringValue()).isEqualTo("firedrill.plan/v1");
        assertThat(first.json().get("upcoming").size()).isEqualTo(4);
        assertThat(first.json().get("warnings").size()).isEqualTo(1);
        assertThat(first.json().get("windowSeconds").intValue()).isEqualTo(7200);
    }

    @Test
    void aDryRunShowsTheNextFourSlotsAndEveryProblem() {
        var before = ops.get("/api/v1/plans?limit=500").json().get("items").size();

        var good = ops.post("/api/v1/plans?dryRun=true", PLAN);
        var bad = ops.post("/api/v1/plans?dryRun=true", PLAN.replace("10:00", "noon"));

        assertThat(good.status()).isEqualTo(200);
        assertThat(good.json().get("schema").stringValue()).isEqualTo("firedrill.plan-preview/v1");
        assertThat(good.json().get("slots").size()).isEqualTo(4);
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.json().get("problems").get(0).get("where").stringValue()).isEqualTo("at");
        assertThat(ops.get("/api/v1/plans?limit=500").json().get("items").size())
                .isEqualTo(before);
    }

    @Test
    void refusesUnknownMissingAndWrongFieldsAllAtOnce() {
        var answer = ops.post(
                "/api/v1/plans",
                "{\"runbook\":\"x\",\"target\":\"y\",\"mode\":\"real\",\"every\":7,\"windowSeconds\":\"2h\",\"cron\":\"* *\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("problems").valueStream().map(p -> p.get("where")
                        .stringValue()))
                .containsExactlyInAnyOrder("mode", "cron", "every", "windowSeconds", "day", "at", "zone");
        assertThat(ops.post("/api/v1/plans", PLAN.replace("7200", "1.5")).status())
                .isEqualTo(422);
        assertThat(ops.with("Idempotency-Key", "a b")
                        .post("/api/v1/plans", PLAN)
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("FD-HEADER");
    }

    @Test
    void pausesResumesAndRemovesWithItsReason() {
        var id = ops.post("/api/v1/plans", PLAN).json().get("id").stringValue();
        var path = "/api/v1/plans/" + id;

        assertThat(state(ops.post(path + "/pause", "{\"reason\":\"freeze\"}"))).isEqualTo("paused");
        assertThat(state(ops.post(path + "/resume", "{}"))).isEqualTo("active");
        assertThat(ops.send("DELETE", path, "{}").status()).isEqualTo(422);
        assertThat(state(ops.send("DELETE", path, "{\"reason\":\"over\"}"))).isEqualTo("removed");
        assertThat(ops.get(path).json().get("next").isNull()).isTrue();
    }

    @Test
    void whoMayNotPlanMayLook() {
        var viewer = Caller.as(port, "viewer");

        var plan = viewer.get("/api/v1/plans/P-1");
        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.json().get("past").size()).isEqualTo(3);
        assertThat(viewer.get("/api/v1/plans/P-1/events")
                        .json()
                        .get("items")
                        .get(0)
                        .get("kind")
                        .stringValue())
                .isEqualTo("plan-added");
        var missed = viewer.get("/api/v1/slots?state=missed").json().get("items");
        assertThat(missed.size()).isEqualTo(1);
        assertThat(missed.get(0).get("reason").stringValue()).contains("R-8");
        assertThat(viewer.get("/api/v1/slots")
                        .json()
                        .get("items")
                        .get(0)
                        .get("state")
                        .stringValue())
                .isEqualTo("planned");
        assertThat(viewer.post("/api/v1/plans", PLAN).status()).isEqualTo(403);
    }

    @Test
    void wrongIdsAndFiltersAreNamed() {
        assertThat(ops.get("/api/v1/plans/P-999999").status()).isEqualTo(404);
        assertThat(ops.get("/api/v1/plans/R-1").json().get("code").stringValue())
                .isEqualTo("FD-NO-PLAN");
        assertThat(ops.get("/api/v1/plans?state=asleep&limit=0&colour=red")
                        .json()
                        .get("problems")
                        .valueStream()
                        .map(p -> p.get("where").stringValue()))
                .containsExactlyInAnyOrder("state", "limit", "colour");
        assertThat(ops.get("/api/v1/slots?state=planned,missed").status()).isEqualTo(422);
        assertThat(ops.get("/api/v1/slots?state=missed&until=2027-01-01").status())
                .isEqualTo(422);
    }

    private static String state(Caller.Answer answer) {
        return answer.json().get("state").stringValue();
    }
}
