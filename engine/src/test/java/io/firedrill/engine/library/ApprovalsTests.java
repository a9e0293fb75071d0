package io.firedrill.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.library.Library.Subject;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;
import io.firedrill.runbooks.model.MessageTemplate;

@EveryDatabase
class ApprovalsTests {
    private static final String PAYMENTS = "payments";

    @Parameter
    TestDatabase database;

    @TempDir
    Path home;

    private LibraryFixture server;

    @BeforeEach
    void open() {
        for (var table : new String[] {"fd_runbook_version", "fd_runbook_template", "fd_approval"}) {
            database.jdbc().sql("delete from " + table).update();
        }
        server = new LibraryFixture(database, home);
    }

    @Test
    void whatIsShippedCountsAsApprovedForTheSandboxAlone() {
        var shipped = server.newest();
        var start = shipped.runbook().templates().get("start");

        assertThat(server.approvals.runbook(shipped, "sandbox")).isEmpty();
        assertThat(server.approvals.template(start, "sandbox")).isEmpty();
        assertThat(server.approvals.runbook(shipped, PAYMENTS).orElseThrow().code())
                .isEqualTo("FD-RUNBOOK-UNAPPROVED");
        assertThat(server.approvals.template(start, PAYMENTS).orElseThrow().message())
                .contains("'start'")
                .contains("is not approved");
    }

    @Test
    void somebodysOwnVersionIsNotApprovedInTheSandboxEither() {
        var own = own();

        assertThat(server.approvals.runbook(own, "sandbox")).isPresent();
        assertThat(server.approvals.template(start(own), "sandbox")).isPresent();
        // Its other messages are word for word the shipped ones.
        assertThat(server.approvals.template(own.runbook().templates().get("done"), "sandbox"))
                .isEmpty();
    }

    @Test
    void aSecondPersonsApprovalCountsAndIsShown() {
        var own = own();

        server.library.approve(Subject.RUNBOOK, own.runbook().version(), "lou");
        server.library.approve(Subject.TEMPLATE, start(own).hash().substring(0, 12), "lou");

        assertThat(server.approvals.runbook(own, PAYMENTS)).isEmpty();
        assertThat(server.approvals.template(start(own), PAYMENTS)).isEmpty();
        var approval = server.newest().approval();
        assertThat(approval.approver()).isEqualTo("lou");
        assertThat(approval.expires()).isNull();
    }

    @Test
    void nobodyApprovesWhatTheyWroteOrAdded() {
        var own = own();

        for (var person : new String[] {"mia", "Mia ", "noa"}) {
            assertThatThrownBy(() -> server.library.approve(
                            Subject.RUNBOOK, own.runbook().version(), person))
                    .hasMessageContaining("FD-APPROVAL-OWN");
            assertThatThrownBy(() ->
                            server.library.approve(Subject.TEMPLATE, start(own).hash(), person))
                    .hasMessageContaining("FD-APPROVAL-OWN");
        }
        assertThat(server.approvals.runbook(own, PAYMENTS)).isPresent();
    }

    @Test
    void anExpiredApprovalNoLongerCountsUntilItIsGivenAgain() {
        var own = own();
        server.library.approve(Subject.TEMPLATE, start(own).hash(), "lou");
        server.pass(Duration.ofDays(180).minusMillis(1));
        assertThat(server.approvals.template(start(own), PAYMENTS)).isEmpty();

        server.pass(Duration.ofMillis(1));
        assertThat(server.approvals.template(start(own), PAYMENTS).orElseThrow().message())
                .contains("expired");

        server.library.approve(Subject.TEMPLATE, start(own).hash(), "lou");
        assertThat(server.approvals.template(start(own), PAYMENTS)).isEmpty();
    }

    @Test
    void aWithdrawnApprovalNoLongerCountsAlsoForAnEntryReadBefore() {
        server.library.approve(Subject.RUNBOOK, own().runbook().version(), "lou");
        server.library.approve(Subject.RUNBOOK, server.newest().runbook().version(), "kim");
        var read = server.newest();

        server.library.withdraw(Subject.RUNBOOK, read.runbook().version(), "wrong order of steps", "kim");

        assertThat(server.approvals.runbook(read, PAYMENTS)).isPresent();
        assertThat(server.newest().approval()).isNull();
        assertThatThrownBy(() ->
                        server.library.withdraw(Subject.RUNBOOK, read.runbook().version(), "again", "kim"))
                .hasMessageContaining("FD-APPROVAL-NONE");
        assertThatThrownBy(() ->
                        server.library.withdraw(Subject.RUNBOOK, read.runbook().version(), " ", "kim"))
                .hasMessageContaining("FD-REASON");
        assertThat(database.jdbc()
                        .sql("select count(*) from fd_approval where withdrawn_by = 'kim' and reason is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aChangedContentNeedsAnApprovalOfItsOwn() {
        var own = own();
        server.library.approve(Subject.RUNBOOK, own.runbook().version(), "lou");
        server.pass(Duration.ofMinutes(1));

        var changed = server.library.add(LibraryFixture.zip(LibraryFixture.files("Ours, changed", "mia")), "noa");

        assertThat(server.approvals.runbook(changed, PAYMENTS)).isPresent();
        assertThat(server.approvals.runbook(own, PAYMENTS)).isEmpty();
    }

    @Test
    void unknownContentIsNotApproved() {
        assertThatThrownBy(() -> server.library.approve(Subject.RUNBOOK, "0".repeat(64), "lou"))
                .hasMessageContaining("FD-APPROVAL-UNKNOWN");
        assertThatThrownBy(() -> server.library.approve(Subject.TEMPLATE, "%", "lou"))
                .hasMessageContaining("FD-APPROVAL-HASH");
    }

    private Library.Entry own() {
        return server.library.add(LibraryFixture.zip(LibraryFixture.files("Ours", "mia")), "noa");
    }

    private static MessageTemplate start(Library.Entry entry) {
        return entry.runbook().templates().get("start");
    }
}
