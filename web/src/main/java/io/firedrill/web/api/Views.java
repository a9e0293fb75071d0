package io.firedrill.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.journal.Event;
import io.firedrill.engine.run.HaltAll;
import io.firedrill.engine.run.RunControl;
import io.firedrill.web.problem.ProblemJson;
import io.firedrill.web.security.Login;
import io.firedrill.web.security.Person;
import io.firedrill.web.security.StepUps;

/** What the API answers. Field names are kept for good; a change of meaning is a new schema number. */
final class Views {
    private Views() {}

    record Me(String schema, String name, List<String> roles, String via) {
        static Me of(Person person) {
            return new Me(
                    "firedrill.me/v1",
                    person.name(),
                    person.roleLabels(),
                    person.via().label());
        }
    }

    record Token(String schema, String id, String token, String name, List<String> roles, Instant expiresAt) {
        static Token of(Login.Granted granted) {
            return new Token(
                    "firedrill.token/v1",
                    granted.issued().id(),
                    granted.issued().token(),
                    granted.person().name(),
                    granted.person().roleLabels(),
                    granted.issued().expiresAt());
        }

        @Override
        public String toString() {
            return "Token[id=" + id + ", name=" + name + "]";
        }
    }

    record StepUp(String schema, String token, Instant expiresAt) {
        static StepUp of(StepUps.Proof proof) {
            return new StepUp("firedrill.step-up/v1", proof.token(), proof.expiresAt());
        }

        @Override
        public String toString() {
            return "StepUp[expiresAt=" + expiresAt + "]";
        }
    }

    record Many<T>(String schema, List<T> items) {}

    record Events(String schema, List<EventView> items, long last, boolean ended) {}

    record EventView(
            String schema,
            String run,
            long number,
            Instant at,
            String kind,
            @Nullable String step,
            String actor,
            String summary,
            Map<String, Object> data,
            String previous,
            String hash) {
        static EventView of(Event event) {
            return new EventView(
                    "firedrill.event/v1",
                    event.run(),
                    event.number(),
                    event.at(),
                    event.kind(),
                    event.step(),
                    event.actor(),
                    event.summary(),
                    event.data(),
                    event.previous(),
                    event.hash());
        }
    }

    record MessageView(
            String key,
            String template,
            String templateHash,
            String audience,
            String channel,
            String text,
            String state,
            Instant queuedAt,
            @Nullable Instant sentAt,
            @Nullable String externalId,
            int attempts,
            @Nullable String problem) {
        static MessageView of(Messages.Message message) {
            return new MessageView(
                    message.key(),
                    message.template(),
                    message.templateHash(),
                    message.audience(),
                    message.channel(),
                    message.text(),
                    message.state(),
                    message.queuedAt(),
                    message.sentAt(),
                    message.externalId(),
                    message.attempts(),
                    message.problem());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HaltAllView(
            String schema,
            boolean on,
            @Nullable String reason,
            @Nullable String actor,
            @Nullable Instant since) {
        static HaltAllView of(HaltAll.@Nullable Status status) {
            if (status == null) return new HaltAllView("firedrill.halt-all/v1", false, null, null, null);
            return new HaltAllView("firedrill.halt-all/v1", true, status.reason(), status.actor(), status.since());
        }
    }

    record PreviewView(
            String schema,
            String mode,
            String runbook,
            String version,
            String target,
            Map<String, String> parameters,
            List<Map<String, Object>> problems,
            List<String> warnings,
            List<RunControl.PreviewStep> steps,
            List<RunControl.PreviewMessage> messages,
            List<String> approvers) {
        static PreviewView of(RunControl.Preview preview) {
            return new PreviewView(
                    "firedrill.preview/v1",
                    preview.mode().label(),
                    preview.runbook(),
                    preview.version(),
                    preview.target(),
                    preview.parameters(),
                    preview.problems().stream().map(ProblemJson::member).toList(),
                    preview.warnings(),
                    preview.steps(),
                    preview.messages(),
                    preview.approvers());
        }
    }

    /** Seconds with milliseconds between two moments, up to now while the second is open; null before the first. */
    static @Nullable Double elapsed(@Nullable Instant from, @Nullable Instant to, Instant now) {
        if (from == null) return null;
        var millis = Duration.between(from, to == null ? now : to).toMillis();
        return Math.max(0, millis) / 1000.0;
    }
}
