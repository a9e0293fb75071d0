package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.seal.Names;

/** Marked secrets are planted, everything runs, and every place is searched for the mark. */
@OneEngine
class SecretTests {
    /** In every token of the estate, and in what is planted here. */
    private static final String MARK = MemoryEstate.MARK;

    private final EngineFixture engine;
    private final MemoryEstate estate;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger("io.firedrill");

    SecretTests(EngineFixture engine) {
        this.engine = engine;
        this.estate = engine.estate;
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        own.setLevel(Level.DEBUG);
    }

    @AfterEach
    void silence() {
        root.detachAppender(log);
        own.setLevel(null);
    }

    @Test
    void aStolenTokenAndTheCanariesTokensAreNowhereInTheOpen() {
        var stolen = estate.signIn("mallory");
        assertThat(stolen).contains(MARK);
        var id = engine.start(EngineFixture.drill(Map.of("scope", "token", "token", stolen)));
        engine.begun(id, "wait-for-expiry");
        assertNowhere(MARK);

        var run = engine.ended(id);

        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.parameters()).containsEntry("token", "[sealed]");
        assertThat(run.proof().points()).anyMatch(point -> point.canary().equals("given-token"));
        assertThat(sealed(id)).isEmpty();
        assertNowhere(MARK);
    }

    @Test
    void aPersonIsAPseudonymEverywhereAlsoWhenStepsFail() {
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
        assertNowhere(MARK);
    }

    private List<String> sealed(RunId run) {
        return engine.jdbc()
                .sql("select name from fd_sealed where run = ?")
                .params(run.toString())
                .query(String.class)
                .list();
    }

    private void assertNowhere(String mark) {
        var dump = engine.jdbc().sql("script nopasswords").query(String.class).list();
        assertThat(dump).anyMatch(line -> line.contains("FD_EVENT")).anyMatch(line -> line.contains("ACT_RU_"));
        assertThat(dump).noneMatch(line -> line.contains(mark));
        // Bytes and long texts stand in a dump as hex digits.
        var hex = java.util.HexFormat.of().formatHex(mark.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(dump).noneMatch(line -> line.contains(hex));
        assertThat(logged()).noneMatch(line -> line.contains(mark));
        assertThat(estate.posts).isNotEmpty().noneMatch(post -> post.toString().contains(mark));
    }

    private List<String> logged() {
        var lines = new ArrayList<String>();
        for (var event : List.copyOf(log.list)) {
            lines.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return lines;
    }
}
