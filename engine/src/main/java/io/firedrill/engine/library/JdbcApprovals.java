package io.firedrill.engine.library;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.library.Library.Approval;
import io.firedrill.engine.library.Library.Origin;
import io.firedrill.engine.library.Library.Subject;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.runbooks.model.MessageTemplate;

/** Approvals as rows by content hash; the last one that was not withdrawn counts until it expires. */
@Component
class JdbcApprovals implements Approvals {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{12,64}");
    private static final String LOOK_UP = "Look it up: firedrill runbook list, firedrill comms list";

    private final JdbcClient jdbc;
    private final TargetSystems targets;
    private final ApprovalSettings settings;
    private final InstantSource clock;

    JdbcApprovals(JdbcClient jdbc, TargetSystems targets, ApprovalSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<Problem> runbook(Library.Entry entry, String target) {
        var runbook = entry.runbook();
        if (entry.origin() == Origin.SHIPPED && targets.sandbox(target)) return Optional.empty();
        // Asked afresh: the entry may be older than a withdrawal.
        var state = lapse(last(Subject.RUNBOOK, runbook.version()));
        return state.map(why -> Problem.of(
                "FD-RUNBOOK-UNAPPROVED",
                "Version %s of runbook '%s' %s.".formatted(runbook.shortVersion(), runbook.key(), why),
                "An approver other than its author and who added it runs: firedrill runbook approve %s %s"
                        .formatted(runbook.key(), runbook.shortVersion())));
    }

    @Override
    public Optional<Problem> template(MessageTemplate template, String target) {
        if (targets.sandbox(target) && shipped(template.hash())) return Optional.empty();
        var state = lapse(last(Subject.TEMPLATE, template.hash()));
        return state.map(why -> Problem.at(
                "comms/" + template.name() + ".md",
                "FD-TEMPLATE-UNAPPROVED",
                "Message '%s' (%s) %s."
                        .formatted(template.name(), template.hash().substring(0, 12), why),
                "An approver other than its author and who added it runs: firedrill comms approve "
                        + template.hash().substring(0, 12)));
    }

    /** The last approval that was not withdrawn, expired or not. */
    @Nullable
    Approval last(Subject subject, String hash) {
        return jdbc.sql("select approver, approved_at, expires_at from fd_approval"
                        + " where subject = ? and hash = ? and withdrawn_at is null order by sequence desc limit 1")
                .params(subject.name(), hash)
                .query((row, number) -> new Approval(
                        row.getString("approver"),
                        SqlTime.read(row, "approved_at"),
                        SqlTime.readNullable(row, "expires_at")))
                .optional()
                .orElse(null);
    }

    void approve(Subject subject, String given, String actor) {
        var hash = full(subject, given);
        requireOther(subject, hash, actor);
        var now = clock.instant();
        var life = life(subject);
        var values = jdbc.sql("insert into fd_approval (subject, hash, approver, approved_at"
                        + (life == null ? ") values (?, ?, ?, ?)" : ", expires_at) values (?, ?, ?, ?, ?)"))
                .params(subject.name(), hash, actor, SqlTime.of(now));
        (life == null ? values : values.param(SqlTime.of(now.plus(life)))).update();
    }

    void withdraw(Subject subject, String given, String reason, String actor) {
        if (reason.isBlank()) {
            throw FiredrillException.invalid(List.of(Problem.at(
                    "reason", "FD-REASON", "A withdrawal needs a reason.", "Say why, for those who read it later.")));
        }
        var hash = full(subject, given);
        int withdrawn = jdbc.sql("update fd_approval set withdrawn_by = ?, withdrawn_at = ?, reason = ?"
                        + " where subject = ? and hash = ? and withdrawn_at is null")
                .params(
                        actor,
                        SqlTime.of(clock.instant()),
                        reason.substring(0, Math.min(reason.length(), 2000)),
                        subject.name(),
                        hash)
                .update();
        if (withdrawn > 0) return;
        throw FiredrillException.conflict(
                "FD-APPROVAL-NONE",
                "There is no approval of %s %s to withdraw.".formatted(word(subject), hash),
                "It was withdrawn before or never given; nothing needs to be done.");
    }

    private Optional<String> lapse(@Nullable Approval approval) {
        if (approval == null) return Optional.of("is not approved");
        if (approval.valid(clock.instant())) return Optional.empty();
        return Optional.of(
                "was approved by " + approval.approver() + " until " + approval.expires() + ", and that has expired");
    }

    private void requireOther(Subject subject, String hash, String actor) {
        if (involved(subject, hash).stream().noneMatch(person -> same(person, actor))) return;
        throw FiredrillException.forbidden(
                "FD-APPROVAL-OWN",
                "%s wrote or added this %s, and nobody approves their own.".formatted(actor, word(subject)),
                "Ask another approver.");
    }

    /** The whole hash of known content from its first twelve or more digits. */
    private String full(Subject subject, String given) {
        if (!HASH.matcher(given).matches()) {
            throw FiredrillException.invalid(List.of(Problem.at(
                    "hash",
                    "FD-APPROVAL-HASH",
                    "'" + given + "' is no hash: it takes the first 12 to 64 hexadecimal digits.",
                    LOOK_UP)));
        }
        var known = jdbc.sql(
                        switch (subject) {
                            case RUNBOOK -> "select distinct version from fd_runbook_version where version like ?";
                            case TEMPLATE -> "select distinct hash from fd_runbook_template where hash like ?";
                        })
                .param(given + "%")
                .query(String.class)
                .list();
        if (known.size() == 1) return known.get(0);
        if (known.isEmpty()) {
            throw FiredrillException.notFound(
                    "FD-APPROVAL-UNKNOWN", "There is no %s with hash %s.".formatted(word(subject), given), LOOK_UP);
        }
        throw FiredrillException.conflict(
                "FD-APPROVAL-HASH",
                "%d hashes of a %s begin with %s.".formatted(known.size(), word(subject), given),
                "Give more digits.");
    }

    /** Who wrote or added this content, in whichever version. */
    private List<String> involved(Subject subject, String hash) {
        return switch (subject) {
            case RUNBOOK ->
                jdbc.sql("select author from fd_runbook_version where version = :hash"
                                + " union select added_by from fd_runbook_version where version = :hash")
                        .param("hash", hash)
                        .query(String.class)
                        .list();
            case TEMPLATE ->
                jdbc.sql("select author from fd_runbook_template where hash = :hash"
                                + " union select v.added_by from fd_runbook_version v join fd_runbook_template t"
                                + " on t.runbook = v.runbook and t.version = v.version where t.hash = :hash")
                        .param("hash", hash)
                        .query(String.class)
                        .list();
        };
    }

    private boolean shipped(String template) {
        return jdbc.sql("select count(*) from fd_runbook_template t join fd_runbook_version v"
                                + " on t.runbook = v.runbook and t.version = v.version"
                                + " where t.hash = ? and v.origin = 'SHIPPED'")
                        .param(template)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private @Nullable Duration life(Subject subject) {
        return switch (subject) {
            case RUNBOOK -> settings.runbook();
            case TEMPLATE -> settings.template();
        };
    }

    private static boolean same(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }

    private static String word(Subject subject) {
        return switch (subject) {
            case RUNBOOK -> "runbook version";
            case TEMPLATE -> "message template";
        };
    }
}
