package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.seal.Names;

/** Marked secrets are planted, everything runs, and every place is searched for the mark. */
@OneEngine
@ExtendWith(OutputCaptureExtension.class)
class SecretTests {
    /** In every token of the estate, and in what is planted here. */
    private static final String MARK = MemoryEstate.MARK;

    private final EngineFixture engine;
    private final MemoryEstate estate;
    private final LoggingSystem logging = LoggingSystem.get(SecretTests.class.getClassLoader());

    SecretTests(EngineFixture engine) {
        this.engine = engine;
        this.estate = engine.estate;
    }

    @BeforeEach
    void logMuch() {
        logging.setLogLevel("io.firedrill", LogLevel.DEBUG);
        logging.setLogLevel("org.springframework.jdbc", LogLevel.DEBUG);
    }

    @AfterEach
    void logLittle() {
        logging.setLogLevel("io.firedrill", null);
        logging.setLogLevel("org.springframework.jdbc", null);
    }

    @Test
    void aStolenTokenAndTheCanariesTokensAreNowhereInTheOpen(CapturedOutput log) {
        var stolen = estate.signIn("mallory");
        assertThat(stolen).contains(MARK);
        var id = engine.start(EngineFixture.drill(Map.of("scope", "token", "token", stolen)));
        engine.begun(id, "wait-for-expiry");
        assertNowhere(MARK, log);

        var run = engine.ended(id);

        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.parameters()).containsEntry("token", "[sealed]");
        assertThat(run.proof().points()).anyMatch(point -> point.canary().equals("given-token"));
        assertThat(sealed(id)).isEmpty();
        assertNowhere(MARK, log);
    }

    @Test
    void aPersonIsAPseudonymEverywhereAlsoWhenStepsFail(CapturedOutput log) {
        var person = "vera-" + MARK;
        estate.faults.revokeUnsureBefore = true;
        var id = engine.start(EngineFixture.incident(Map.of("subject", person)));
        engine.await(id, RunState.WAITING);
        assertThat(sealed(id)).isNotEmpty();
        engine.control().approve(id, "confirm-revocation", null, "anna");

        var run = engine.ended(id);

        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        var pseudonym = String.valueOf(run.parameters().get("subject"));
        assertThat(engine.bean(Names.class).who(pseudonym)).contains(person);
        assertThat(engine.describe(id)).contains("revoke all tokens of " + pseudonym);
        assertThat(sealed(id)).isEmpty();
        assertNowhere(MARK, log);
    }

    private List<String> sealed(RunId run) {
        return engine.jdbc()
                .sql("select name from fd_sealed where run = ?")
                .params(run.toString())
                .query(String.class)
                .list();
    }

    private void assertNowhere(String mark, CapturedOutput log) {
        var dump = engine.jdbc().sql("script nopasswords").query(String.class).list();
        assertThat(dump).anyMatch(line -> line.contains("FD_EVENT")).anyMatch(line -> line.contains("ACT_RU_"));
        assertThat(dump).noneMatch(line -> line.contains(mark));
        // Bytes and long texts stand in a dump as hex digits.
        var hex = java.util.HexFormat.of().formatHex(mark.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(dump).noneMatch(line -> line.contains(hex));
        assertThat(log.getAll()).contains("DEBUG").doesNotContain(mark);
        assertThat(estate.posts).isNotEmpty().noneMatch(post -> post.toString().contains(mark));
    }
}
