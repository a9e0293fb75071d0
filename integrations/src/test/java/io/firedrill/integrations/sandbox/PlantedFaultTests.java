package io.firedrill.integrations.sandbox;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.until;
import static io.firedrill.integrations.contract.Answers.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Gateway.DenyOrder;
import io.firedrill.engine.port.Gateway.EnforcementPoint;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.Messenger.Post;
import io.firedrill.engine.port.RevocationScope;

/** Each planted fault does what it says, and lifting it ends it. */
class PlantedFaultTests {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static TestEstate estate;
    private static AuthServer auth;
    private static Gateway gateway;
    private static Messenger chat;

    @BeforeAll
    static void start() {
        estate = new TestEstate("gateway.introspection-cache", "200ms", "gateway.deny-delays", "10ms,10ms");
        auth = estate.authServer();
        gateway = estate.gateway();
        chat = estate.messenger();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @BeforeEach
    void reset() {
        estate.admin("auth-server", "endpoint", "POST", "/admin/reset", null);
    }

    @Test
    void aStuckNodeGoesOnAcceptingARevokedToken() {
        var stuck = point("gateway-2", TokenForm.OPAQUE);
        var healthy = point("gateway-1", TokenForm.OPAQUE);
        estate.plant("gateway-2.stuck-cache", "on");
        estate.plant("gateway-2.ignores-deny", "on");
        var stolen = mint("drill-victim", TokenForm.OPAQUE);
        assertThat(accepted(stuck, stolen)).isTrue();
        assertThat(accepted(healthy, stolen)).isTrue();

        done(auth.revoke(order(new RevocationScope.Token(stolen.accessToken()))));
        var now = Instant.now();
        done(gateway.deny(
                "gateway-2",
                new DenyOrder(
                        key(),
                        new RevocationScope.Token(stolen.accessToken()),
                        now.plusMillis(1),
                        now.plusSeconds(60))));
        until("the healthy node refuses", SOON, () -> !accepted(healthy, stolen));

        assertThat(accepted(stuck, stolen)).isTrue();
        estate.estate().faults().lift(null);
        until("the stuck node refuses", SOON, () -> !accepted(stuck, stolen));
    }

    @Test
    void anOverBroadRevocationTakesTheControlAlong() {
        estate.plant("auth.over-broad", "on");
        var victim = mint("drill-victim", TokenForm.OPAQUE);
        var control = mint("drill-control", TokenForm.OPAQUE);

        done(auth.revoke(order(new RevocationScope.Subject("drill-victim"))));

        assertThat(done(auth.active(victim.accessToken()))).isFalse();
        assertThat(done(auth.active(control.accessToken()))).isFalse();
    }

    @Test
    void aServerThatActsAndAnswers500LeavesTheCallerUnsureAndCanBeAsked() {
        estate.plant("auth.revoke", "error-after");
        var victim = mint("drill-victim", TokenForm.OPAQUE);
        var order = order(new RevocationScope.Subject("drill-victim"));

        assertThat(auth.revoke(order)).isInstanceOf(Answer.Unsure.class);

        assertThat(done(auth.carriedOut(order))).isTrue();
        assertThat(done(auth.active(victim.accessToken()))).isFalse();
        assertThat(effects(order.key())).isEqualTo(1);
    }

    @Test
    void aServerThatFailsBeforeActingIsAskedAndSaysNo() {
        estate.plant("auth.revoke", "error-before");
        var victim = mint("drill-victim", TokenForm.OPAQUE);
        var order = order(new RevocationScope.Subject("drill-victim"));

        assertThat(auth.revoke(order)).isInstanceOf(Answer.Unsure.class);

        assertThat(done(auth.carriedOut(order))).isFalse();
        assertThat(done(auth.active(victim.accessToken()))).isTrue();
        estate.estate().faults().lift("auth.revoke");
        assertThat(done(auth.revoke(order)).grants()).isEqualTo(1);
    }

    @Test
    void aBusyServerNamesItsTime() {
        estate.plant("auth.revoke", "busy 7s");

        assertThat(auth.revoke(order(new RevocationScope.Subject("drill-victim"))))
                .isInstanceOfSatisfying(Answer.TryLater.class, later -> assertThat(later.after())
                        .isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void aFaultWithACountMeetsThatManyCalls() {
        estate.plant("auth.mint", "busy 7s x1");
        var order = new MintOrder(key(), "drill-victim", "drill-app", "d-1", TokenForm.JWT);

        assertThat(auth.mint(order)).isInstanceOf(Answer.TryLater.class);
        assertThat(auth.mint(order)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void anAmbiguousChatHasTheMessageOnce() {
        estate.plant("chat.post", "error-after x1");
        var post = new Post(key(), "#drill-sandbox", "[DRILL] hello", null, false, false);

        assertThat(chat.post(post)).isInstanceOf(Answer.Unsure.class);

        var found = done(chat.find(new Messenger.Sought(post.key(), post.channel(), null, Instant.EPOCH)));
        assertThat(found).isPresent();
        assertThat(done(chat.post(post))).isEqualTo(found.orElseThrow());
        assertThat(estate.admin("chat", "endpoint", "GET", "/api/effects?key=" + post.key(), null)
                        .get("carriedOut")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aChatThatIsDownCanBeReachedAgainLater() {
        estate.plant("chat.down", "on");
        var post = new Post(key(), "#status", "hello", null, false, false);
        assertThat(chat.post(post)).isInstanceOf(Answer.TryLater.class);
        assertThat(chat.check().healthy()).isFalse();

        estate.estate().faults().lift("chat.down");

        assertThat(waiting(SOON, () -> chat.post(post)).id()).isNotBlank();
    }

    @Test
    void aNodeThatIsDownGivesNoVerdictAndTheOtherDoes() {
        estate.plant("gateway-2.down", "on");
        var token = mint("drill-victim", TokenForm.JWT);

        assertThat(gateway.probe(point("gateway-2", TokenForm.JWT), token.accessToken()))
                .isInstanceOf(Answer.TryLater.class);
        assertThat(accepted(point("gateway-1", TokenForm.JWT), token)).isTrue();

        estate.estate().faults().lift("gateway-2.down");
        assertThat(accepted(point("gateway-2", TokenForm.JWT), token)).isTrue();
    }

    @Test
    void faultsArePlantedAndLiftedByTheAdminApi() {
        estate.admin(
                "auth-server",
                "endpoint",
                "PUT",
                "/admin/faults",
                Map.of("point", "chat.post", "fault", "slow 0.1s x2"));
        assertThat(estate.estate().faults().planted()).containsKey("chat.post");

        estate.admin("auth-server", "endpoint", "DELETE", "/admin/faults?point=chat.post", null);
        assertThat(estate.estate().faults().planted()).isEmpty();
    }

    @Test
    void anUnknownPointOrKindIsRefused() {
        assertThatThrownBy(() -> estate.plant("chat.pots", "on")).hasMessageContaining("chat.pots");
        assertThatThrownBy(() -> estate.plant("chat.post", "sometimes")).hasMessageContaining("sometimes");
    }

    private static int effects(String key) {
        return estate.admin("auth-server", "endpoint", "GET", "/admin/effects?key=" + key, null)
                .get("carriedOut")
                .asInt();
    }

    private static boolean accepted(EnforcementPoint point, Minted minted) {
        return waiting(SOON, () -> gateway.probe(point, minted.accessToken())).accepted();
    }

    private static EnforcementPoint point(String node, TokenForm form) {
        return gateway.points().stream()
                .filter(point -> point.node().equals(node) && point.form() == form)
                .findFirst()
                .orElseThrow();
    }

    private static Minted mint(String subject, TokenForm form) {
        return done(auth.mint(new MintOrder(key(), subject, "drill-app", "device-" + UUID.randomUUID(), form)));
    }

    private static RevokeOrder order(RevocationScope scope) {
        return new RevokeOrder(key(), scope);
    }

    private static String key() {
        return "fault-" + UUID.randomUUID();
    }
}
