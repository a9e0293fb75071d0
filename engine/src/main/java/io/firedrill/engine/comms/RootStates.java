package io.firedrill.engine.comms;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.firedrill.engine.comms.Headlines.Headline;
import io.firedrill.engine.comms.RootMessages.Root;
import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.Messenger.Fact;
import io.firedrill.engine.port.Messenger.Posted;
import io.firedrill.engine.port.Messenger.Update;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.redact.Redaction;
import io.firedrill.engine.target.TargetSystems;

/**
 * Lets a run's first message in each channel say how the run stands. Only the newest state is ever sent, so a change
 * that was lost, came twice or was overtaken needs no repair: the next one says it all.
 */
@Component
class RootStates {
    static final Duration SPACING = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(RootStates.class);
    private static final Duration DOUBT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private final RootMessages roots;
    private final Headlines headlines;
    private final TargetSystems targets;
    private final CommsSettings settings;
    private final InstantSource clock;

    RootStates(
            RootMessages roots,
            Headlines headlines,
            TargetSystems targets,
            CommsSettings settings,
            InstantSource clock) {
        this.roots = roots;
        this.headlines = headlines;
        this.targets = targets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Changes every message whose run stands differently by now; stops between two. */
    void look(BooleanSupplier stopping) {
        for (var root : roots.due()) {
            if (stopping.getAsBoolean()) return;
            try {
                follow(root);
            } catch (FiredrillException refusal) {
                // The target, its chat or a secret is not as it should be; it may be mended.
                later(root, DOUBT, refusal.problems().get(0).message());
            } catch (RuntimeException e) {
                LOG.warn("Message {} shows its run's state later", root.key(), e);
                later(root, DOUBT, "Unexpected: " + e);
            }
        }
    }

    private void follow(Root root) {
        var seen = headlines.of(root.run());
        if (seen.isPresent() && seen.get().version().equals(root.shown())) return;
        if (!roots.claim(root, settings.claim())) return;
        // Read again: while another server had it, the run went on.
        var headline = headlines.of(root.run()).orElse(null);
        if (headline == null) {
            roots.close(root, "The run is gone.");
        } else if (tooLate(headline)) {
            roots.close(root, "Given up: the run has ended long ago.");
        } else {
            change(root, headline);
        }
    }

    private void change(Root root, Headline headline) {
        var chat = targets.system(root.target(), root.live(), TargetSystems.CHAT, Messenger.class);
        if (!chat.updates()) {
            roots.close(root, null);
            return;
        }
        var answer = chat.update(update(root, headline));
        if (answer instanceof Answer.Done<Posted>) {
            roots.shown(root, headline.version(), clock.instant().plus(SPACING));
            if (headline.endedAt() != null) roots.close(root, null);
        } else if (answer instanceof Answer.Refused<Posted> refused) {
            LOG.warn("Message {} follows its run no more: {} {}", root.key(), refused.code(), refused.why());
            roots.close(root, "The chat refused it: " + refused.code() + " " + refused.why());
        } else if (answer instanceof Answer.TryLater<Posted> busy) {
            later(root, busy.after(), busy.why());
        } else if (answer instanceof Answer.Unsure<Posted> unsure) {
            later(root, DOUBT, unsure.why());
        }
    }

    private static Update update(Root root, Headline headline) {
        var facts = headline.facts().stream()
                .limit(Update.MOST_FACTS)
                .map(fact -> new Fact(clean(fact.label(), root), clean(fact.value(), root)))
                .toList();
        return new Update(root.key(), root.channel(), root.externalId(), root.body(), facts, headline.page());
    }

    private static String clean(String text, Root root) {
        return Redaction.clean(Neutral.value(text, root.live()));
    }

    private boolean tooLate(Headline headline) {
        var ended = headline.endedAt();
        return ended != null && ended.plus(settings.giveUpAfter()).isBefore(clock.instant());
    }

    private void later(Root root, Duration wish, String why) {
        var atLeast = wish.compareTo(SPACING) < 0 ? SPACING : wish;
        var pause = atLeast.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : atLeast;
        roots.later(root, clock.instant().plus(pause), why);
    }
}
