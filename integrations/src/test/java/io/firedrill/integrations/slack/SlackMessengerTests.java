package io.firedrill.integrations.slack;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.Messenger.Fact;
import io.firedrill.engine.port.Messenger.Post;
import io.firedrill.engine.port.Messenger.Sought;
import io.firedrill.engine.port.Messenger.Update;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.slack.FakeSlack.Trouble;

@ExtendWith(OutputCaptureExtension.class)
class SlackMessengerTests {
    private static final String DRILL = "EXERCISE EXERCISE EXERCISE";
    private static final String CHANNEL = "C0000000001";
    private static final URI PAGE = URI.create("http://localhost:8080/runs/R-1");
    private static final SlackLimits LIMITS =
            new SlackLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 3, 4, Duration.ofSeconds(15));
    private static final SlackLimits SHORT =
            new SlackLimits(Duration.ofSeconds(5), Duration.ofMillis(500), 3, 4, Duration.ofSeconds(15));

    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private final InstantSource clock = () -> now;
    private FakeSlack slack;
    private Messenger messenger;

    @BeforeEach
    void open() {
        slack = new FakeSlack(clock);
        slack.workspace.channel(CHANNEL, "drill-incident");
        slack.workspace.channel("C0000000002", "other");
        messenger = new SlackKind(clock, LIMITS).connect(slack.binding());
    }

    @AfterEach
    void close() {
        slack.close();
    }

    @Test
    void aDrillsMessageBeginsAndEndsWithItsMarkEverywhere() {
        done(messenger.post(post("k", "**Start** of _it_ & more", null)));

        var message = slack.workspace.messages(CHANNEL).get(0);
        assertThat(message)
                .containsEntry("text", DRILL + "\n*Start* of _it_ &amp; more\n" + DRILL)
                .containsEntry("username", "Firedrill DRILL");
        var blocks = (JsonNode) message.get("blocks");
        assertThat(blocks.size()).isLessThan(10);
        assertThat(blocks.get(0).get("type").stringValue()).isEqualTo("header");
        assertThat(blocks.get(0).get("text").get("text").stringValue()).isEqualTo(DRILL);
        assertThat(blocks.get(1).get("text").get("text").stringValue()).isEqualTo("*Start* of _it_ &amp; more");
        var last = blocks.get(blocks.size() - 1);
        assertThat(last.get("type").stringValue()).isEqualTo("context");
        assertThat(last.get("elements").get(0).get("text").stringValue()).startsWith(DRILL);
    }

    @Test
    void aRealMessageCarriesItsOwnMarkAndName() {
        done(messenger.post(new Post("k", CHANNEL, "REAL INCIDENT\n\nTokens leaked.", null, true, false)));

        var message = slack.workspace.messages(CHANNEL).get(0);
        assertThat((String) message.get("text"))
                .startsWith("REAL INCIDENT\nTokens leaked.")
                .doesNotContain("EXERCISE");
        assertThat(message).containsEntry("username", "Firedrill");
    }

    @Test
    void onlyAnAnnouncedAnswerIsShownToTheWholeChannel() {
        var first = done(messenger.post(post("a", "one", null)));
        done(messenger.post(post("b", "two", first.id())));
        done(messenger.post(new Post("c", CHANNEL, DRILL + "\n\nthree", first.id(), false, true)));

        assertThat(slack.workspace.messages(CHANNEL).get(1))
                .containsEntry("thread_ts", first.id())
                .doesNotContainKey("subtype");
        assertThat(slack.workspace.messages(CHANNEL).get(2)).containsEntry("subtype", "thread_broadcast");
    }

    @Test
    void aChangedMessageShowsHowTheRunStandsAndKeepsItsMarkTextAndKey() {
        var posted = done(messenger.post(post("k", "**Start**", null)));

        assertThat(done(messenger.update(update("k", posted.id(), "rolled-back <b>"))))
                .isEqualTo(posted);

        assertThat(slack.workspace.messages(CHANNEL)).hasSize(1);
        var message = slack.workspace.messages(CHANNEL).get(0);
        assertThat(message)
                .containsEntry("text", DRILL + "\nState: rolled-back &lt;b&gt;\n*Start*\n" + DRILL)
                .containsEntry("username", "Firedrill DRILL");
        var blocks = (JsonNode) message.get("blocks");
        assertThat(blocks.size()).isEqualTo(4);
        blocks.forEach(block -> assertThat(block.has("block_id")).isFalse());
        assertThat(blocks.get(0).get("text").get("text").stringValue()).isEqualTo(DRILL);
        assertThat(blocks.get(1).get("fields").get(0).get("text").stringValue())
                .isEqualTo("*State*\nrolled-back &lt;b&gt;");
        var foot = blocks.get(3).get("elements");
        assertThat(foot.get(0).get("text").stringValue()).isEqualTo(DRILL);
        assertThat(foot.get(1).get("text").stringValue()).isEqualTo("<http://localhost:8080/runs/R-1|Open the run>");
        assertThat(done(messenger.find(sought("k", null)))).contains(posted);
    }

    @Test
    void theLongestChangeStaysWithinSlacksLimits() {
        var posted = done(messenger.post(post("k", "one", null)));
        var facts = Collections.nCopies(10, new Fact("&".repeat(500), "<".repeat(1000)));
        var text = DRILL + "\n\n" + "y".repeat(30_000) + "\n\n" + DRILL;

        done(messenger.update(new Update("k", CHANNEL, posted.id(), text, facts, PAGE)));

        var message = slack.workspace.messages(CHANNEL).get(0);
        assertThat((String) message.get("text")).hasSizeLessThanOrEqualTo(4000).endsWith(DRILL);
        var blocks = (JsonNode) message.get("blocks");
        assertThat(blocks.size()).isLessThan(10);
        blocks.get(1).get("fields").forEach(field -> assertThat(
                        field.get("text").stringValue().length())
                .isLessThanOrEqualTo(2000));
    }

    @Test
    void aMessageThatIsGoneCannotBeChanged() {
        assertThat(refused(messenger.update(update("k", "1.000001", "running"))))
                .isEqualTo("message_not_found");
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_AFTER", "RESET_AFTER", "BROKEN_AFTER", "GARBLED_AFTER"})
    void aChangeWhoseAnswerIsLostIsInDoubt(Trouble trouble) {
        var posted = done(messenger.post(post("k", "one", null)));
        slack.trouble = call -> trouble;

        assertThat(messenger.update(update("k", posted.id(), "running"))).isInstanceOf(Answer.Unsure.class);
        assertThat(slack.count("chat.update")).isEqualTo(1);
    }

    @Test
    void aPauseThatSlackAsksForWithChangesHoldsNoMessageUp() {
        var posted = done(messenger.post(post("k", "one", null)));
        slack.trouble = call -> call.method().equals("chat.update") ? Trouble.RATE_LIMITED : Trouble.NONE;

        for (int i = 0; i < 2; i++) {
            assertThat(messenger.update(update("k", posted.id(), "running")))
                    .isInstanceOfSatisfying(Answer.TryLater.class, later -> assertThat(later.after())
                            .isEqualTo(Duration.ofSeconds(2)));
        }
        assertThat(slack.count("chat.update")).isEqualTo(1);
        done(messenger.post(post("l", "two", posted.id())));
    }

    @Test
    void anEndlessTextIsCutAndStillMarked() {
        done(messenger.post(post("k", "<&".repeat(20_000), null)));

        var message = slack.workspace.messages(CHANNEL).get(0);
        assertThat((String) message.get("text")).hasSizeLessThanOrEqualTo(4000).endsWith("…\n" + DRILL);
        assertThat(((JsonNode) message.get("blocks")).size()).isLessThan(10);
    }

    @Test
    void aTextIsNotCutThroughALink() {
        var link = "[here](https://a.example/" + "x".repeat(40) + ")";
        done(messenger.post(post("k", "y".repeat(3900) + " " + link, null)));

        assertThat((String) slack.workspace.messages(CHANNEL).get(0).get("text"))
                .endsWith("y …\n" + DRILL);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_AFTER", "RESET_AFTER", "SILENT_AFTER", "BROKEN_AFTER", "GARBLED_AFTER"})
    void aMessageWhoseAnswerIsLostIsInDoubtAndFound(Trouble trouble) {
        messenger = new SlackKind(clock, trouble == Trouble.SILENT_AFTER ? SHORT : LIMITS).connect(slack.binding());
        slack.trouble = call -> call.method().equals("chat.postMessage") ? trouble : Trouble.NONE;

        assertThat(messenger.post(post("k", "one", null))).isInstanceOf(Answer.Unsure.class);
        assertThat(slack.count("chat.postMessage")).isEqualTo(1);
        assertThat(done(messenger.find(sought("k", null)))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_BEFORE", "RESET_BEFORE", "BROKEN_BEFORE"})
    void aMessageThatWasPerhapsNotStoredIsInDoubtAndNotFound(Trouble trouble) {
        slack.trouble = call -> call.method().equals("chat.postMessage") ? trouble : Trouble.NONE;

        assertThat(messenger.post(post("k", "one", null))).isInstanceOf(Answer.Unsure.class);
        assertThat(slack.count("chat.postMessage")).isEqualTo(1);
        assertThat(done(messenger.find(sought("k", null)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_BEFORE", "RESET_BEFORE", "BROKEN_BEFORE", "GARBLED_AFTER", "RATE_LIMITED"})
    void aSearchThatFailsSaysNeitherYesNorNo(Trouble trouble) {
        slack.trouble = call -> trouble;

        assertThat(messenger.find(sought("k", null))).isInstanceOf(Answer.TryLater.class);
    }

    @Test
    void aSearchReadsPageAfterPageAndStopsAtItsBound() {
        for (int i = 0; i < 12; i++) done(messenger.post(post("k" + i, "text", null)));

        assertThat(done(messenger.find(sought("k1", null)))).isPresent();
        done(messenger.post(post("k12", "text", null)));
        assertThat(messenger.find(sought("k0", null))).isInstanceOf(Answer.Unsure.class);
        assertThat(done(messenger.find(sought("k12", null)))).isPresent();
    }

    @Test
    void aSearchLeavesOutWhatIsOlderThanTheMessage() {
        for (int i = 0; i < 13; i++) done(messenger.post(post("old" + i, "text", null)));
        now = now.plus(Duration.ofMinutes(10));
        done(messenger.post(post("new", "text", null)));

        assertThat(done(messenger.find(new Sought("other", CHANNEL, null, now))))
                .isEmpty();
    }

    @Test
    void anAnswerIsLookedForInItsThread() {
        var first = done(messenger.post(post("a", "one", null)));
        var posted = done(messenger.post(post("b", "two", first.id())));

        assertThat(done(messenger.find(sought("b", first.id())))).contains(posted);
        assertThat(done(messenger.find(sought("b", null)))).isEmpty();
    }

    @Test
    void aThreadThatIsGoneHoldsNoMessage() {
        assertThat(done(messenger.find(sought("b", "1700000000.000001")))).isEmpty();
    }

    @Test
    void aPauseThatSlackAsksForHoldsInEveryChannel() {
        slack.trouble = call -> Trouble.RATE_LIMITED;
        assertThat(messenger.post(post("a", "one", null)))
                .isEqualTo(Answer.tryLater("Slack asks to wait with chat.postMessage.", Duration.ofSeconds(2)));

        slack.trouble = call -> Trouble.NONE;
        now = now.plusMillis(1500);
        var other = new Post("b", "C0000000002", DRILL + "\n\nx", null, false, false);
        assertThat(messenger.post(other))
                .isEqualTo(Answer.tryLater("Slack asks to wait with chat.postMessage.", Duration.ofMillis(500)));
        assertThat(slack.count("chat.postMessage")).isEqualTo(1);

        now = now.plusMillis(500);
        done(messenger.post(other));
    }

    @Test
    void aNameIsLookedUpOnceAndAfterATimeAgain() {
        var named = new Post("a", "#Drill-Incident", DRILL + "\n\nx", null, false, false);
        done(messenger.post(named));
        done(messenger.post(named));
        assertThat(slack.count("users.conversations")).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(11));
        done(messenger.post(named));
        assertThat(slack.count("users.conversations")).isEqualTo(2);
        assertThat(slack.workspace.messages(CHANNEL)).hasSize(3);
    }

    @Test
    void aNameIsFoundOnAnyPage() {
        for (int i = 10; i < 18; i++) slack.workspace.channel("C00000000" + i, "c" + i);

        done(messenger.post(new Post("a", "c17", DRILL + "\n\nx", null, false, false)));
        assertThat(slack.workspace.messages("C0000000017")).hasSize(1);
    }

    @Test
    void aChannelWithoutTheBotIsRefusedWithWhatToDo() {
        slack.workspace.channel(CHANNEL, "drill-incident").botInside = false;

        assertThat(messenger.post(post("a", "one", null)))
                .isEqualTo(Answer.refused(
                        "not_in_channel",
                        "The bot is not in the channel. Invite the bot: type /invite @ and its name in that channel."));
        assertThat(refused(messenger.post(new Post("a", "#drill-incident", "x", null, false, false))))
                .isEqualTo("channel_not_found");
        slack.workspace.channel("C0000000002", "other").archived = true;
        assertThat(refused(messenger.post(new Post("a", "#other", DRILL + "\n\nx", null, false, false))))
                .isEqualTo("is_archived");
    }

    @Test
    void healthNamesTheScopesThatAreMissing() {
        assertThat(messenger.check().healthy()).isTrue();
        assertThat(messenger.check().detail()).contains("firedrill", "Acme");

        slack.scopes = "chat:write,channels:read";
        assertThat(messenger.check().healthy()).isFalse();
        assertThat(messenger.check().detail())
                .contains("the scopes channels:history, chat:write.customize, groups:history, groups:read");
    }

    @Test
    void theTokenIsInNoTextAndNoLog(CapturedOutput output) {
        var wrong = "xoxb" + "-99999999-marked-other";
        var broken = "not a token\nmarked-broken";
        for (var token : new String[] {wrong, broken}) {
            var other = new SlackKind(clock, LIMITS).connect(slack.binding(token));
            assertThat(other.post(post("k", "one", null)).toString()).doesNotContain("marked");
            assertThat(other.check().toString()).doesNotContain("marked");
            assertThat(other.toString()).doesNotContain("marked");
        }
        slack.trouble = call -> Trouble.BROKEN_AFTER;
        assertThat(messenger.post(post("k", "one", null)).toString()).doesNotContain("marked");
        assertThat(messenger.check().toString()).doesNotContain("marked");
        assertThat(output.getAll()).doesNotContain("marked");
        assertThat(slack.calls).noneMatch(call -> call.form().toString().contains("marked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://slack.example/api/", "ftp://127.0.0.1/", "slack.com/api"})
    void theTokenIsNotSentInTheClear(String endpoint) {
        var binding = new Binding("chat", Map.of("endpoint", endpoint), name -> Secret.of(FakeSlack.TOKEN));
        assertThatThrownBy(() -> new SlackKind(Clock.systemUTC()).connect(binding))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    private static Update update(String key, String id, String state) {
        var text = DRILL + "\n\n**Start**\n\n" + DRILL;
        return new Update(key, CHANNEL, id, text, List.of(new Fact("State", state)), PAGE);
    }

    private static Post post(String key, String body, String thread) {
        return new Post(key, CHANNEL, DRILL + "\n\n" + body + "\n\n" + DRILL, thread, false, false);
    }

    private Sought sought(String key, String thread) {
        return new Sought(key, CHANNEL, thread, now);
    }
}
