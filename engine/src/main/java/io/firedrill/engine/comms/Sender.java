package io.firedrill.engine.comms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.firedrill.engine.comms.ChannelClaims.Channel;
import io.firedrill.engine.comms.ChannelClaims.Claim;
import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.Messenger.Post;
import io.firedrill.engine.port.Messenger.Posted;
import io.firedrill.engine.port.Messenger.Sought;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.target.TargetSystems;

/**
 * Posts what waits in a channel, one message after the other. Before a post it is stored that the message may be in
 * the chat; while that is not settled, the chat is asked before the message is posted again. So a message is there
 * once wherever the chat can be asked, and rather twice than never where it cannot.
 */
@Component
class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int ASKED_IN_VAIN = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private final ChannelClaims claims;
    private final WaitingMessages messages;
    private final TargetSystems targets;
    private final CommsSettings settings;
    private final InstantSource clock;

    Sender(
            ChannelClaims claims,
            WaitingMessages messages,
            TargetSystems targets,
            CommsSettings settings,
            InstantSource clock) {
        this.claims = claims;
        this.messages = messages;
        this.targets = targets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends all that can go now, unless another server is posting to this channel; stops between two messages. */
    void drain(Channel channel, BooleanSupplier stopping) {
        claims.take(channel).ifPresent(claim -> {
            try {
                while (!stopping.getAsBoolean() && claims.renew(claim)) {
                    var next = messages.next(channel);
                    if (next.isEmpty()) return;
                    handle(next.get(), claim);
                }
            } finally {
                claims.release(claim);
            }
        });
    }

    private void handle(Waiting message, Claim claim) {
        try {
            if (message.externalId() != null) book(message);
            else if (message.channel().isEmpty()) address(message);
            else deliver(message, claim);
        } catch (FiredrillException refusal) {
            // The target, its chat or a secret is not as it should be; the texts say what to do.
            later(
                    message,
                    message.doubts(),
                    refusal.problems().stream()
                            .map(problem -> problem.message() + " " + problem.next())
                            .collect(Collectors.joining(" ")));
        } catch (RuntimeException e) {
            LOG.warn("Message {} is tried again later", message.key(), e);
            later(message, Math.max(message.doubts(), 1), "Unexpected: " + e);
        }
    }

    private void address(Waiting message) {
        messages.channel(message, targets.channel(message.target(), message.live(), message.channelName()));
    }

    private void deliver(Waiting message, Claim claim) {
        var chat = targets.system(message.target(), message.live(), TargetSystems.CHAT, Messenger.class);
        if (message.doubts() > 0) {
            settle(message, claim, chat);
        } else {
            post(message, claim, chat);
        }
    }

    private void settle(Waiting message, Claim claim, Messenger chat) {
        Answer<Optional<Posted>> found = chat.find(sought(message));
        if (found instanceof Answer.Done<Optional<Posted>> done) {
            if (done.value().isPresent()) posted(message, done.value().get());
            // A search may take as long as a claim: another server may have posted meanwhile.
            else if (claims.renew(claim)) post(message, claim, chat);
        } else if (found instanceof Answer.TryLater<Optional<Posted>> busy) {
            pause(message, claim, message.doubts(), busy.why(), busy.after());
        } else if (found instanceof Answer.Unsure<Optional<Posted>> unsure && message.doubts() < ASKED_IN_VAIN) {
            later(message, message.doubts() + 1, unsure.why());
        } else if (found instanceof Answer.Refused<Optional<Posted>> refused) {
            // Somebody must let us look first; to post again without having looked could double it.
            later(message, message.doubts(), "Cannot be looked for: " + refused.code() + " " + refused.why());
        } else if (claims.renew(claim)) {
            post(message, claim, chat);
        }
    }

    private Sought sought(Waiting message) {
        var thread = messages.thread(message).orElse(null);
        return new Sought(message.key(), message.channel(), thread, message.queuedAt());
    }

    private void post(Waiting message, Claim claim, Messenger chat) {
        var thread = messages.thread(message).orElse(null);
        if (!messages.posting(message)) return;
        var answer = chat.post(new Post(
                message.key(), message.channel(), message.body(), thread, message.live(), message.announced()));
        space(claim, chat.spacing());
        if (answer instanceof Answer.Done<Posted> done) {
            posted(message, done.value());
        } else if (answer instanceof Answer.Refused<Posted> refused) {
            end(message, 0, "The chat refused it: " + refused.code() + " " + refused.why());
        } else if (answer instanceof Answer.TryLater<Posted> busy) {
            pause(message, claim, 0, busy.why(), busy.after());
        } else if (answer instanceof Answer.Unsure<Posted> unsure) {
            later(message, 1, unsure.why());
        }
    }

    private void posted(Waiting message, Posted posted) {
        messages.posted(message, posted.id(), posted.at());
        book(message);
    }

    private void book(Waiting message) {
        try {
            messages.sent(message);
        } catch (RuntimeException e) {
            // It is in the chat and is not posted again; only the engine does not know yet.
            LOG.warn("That message {} was sent is booked later", message.key(), e);
            var now = clock.instant();
            messages.later(message, now.plus(backOff(message, now)), 0, "In the chat; being booked.");
        }
    }

    private void space(Claim claim, Duration gap) {
        if (gap.compareTo(Duration.ZERO) > 0)
            claims.pause(claim, clock.instant().plus(gap));
    }

    private void pause(Waiting message, Claim claim, int doubts, String why, Duration after) {
        if (after.compareTo(Duration.ZERO) > 0)
            claims.pause(claim, clock.instant().plus(shorter(after, LONGEST_WISH)));
        later(message, doubts, why);
    }

    private void later(Waiting message, int doubts, String why) {
        var now = clock.instant();
        if (!now.isBefore(message.queuedAt().plus(settings.giveUpAfter()))) {
            var when = "Given up after " + settings.giveUpAfter().toHours() + " h";
            end(message, doubts, when + (doubts > 0 ? "; it may be in the chat all the same: " : ": ") + why);
            return;
        }
        messages.later(message, now.plus(backOff(message, now)), doubts, why);
    }

    private void end(Waiting message, int doubts, String why) {
        try {
            messages.failed(message, why);
        } catch (RuntimeException e) {
            // The engine could not take note; the message stays as it is and comes up again.
            LOG.warn("The end of message {} is booked later", message.key(), e);
            messages.later(message, clock.instant().plus(LONGEST_PAUSE), doubts, why);
        }
    }

    /** Longer the longer it has been tried in vain: about as long again as it has waited so far. */
    private static Duration backOff(Waiting message, Instant now) {
        var waited = Duration.between(message.queuedAt(), now).dividedBy(2);
        return shorter(longer(waited, Duration.ofSeconds(1)), LONGEST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
