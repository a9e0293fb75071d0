package io.firedrill.integrations.contract;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.AppFleet;
import io.firedrill.engine.port.AppFleet.Slice;

/** What the engine relies on in any fleet that makes traffic. */
public abstract class AppFleetContract {
    protected abstract AppFleet fleet();

    /** A fleet of the same kind that cannot be reached. */
    protected abstract AppFleet unreachable();

    @Test
    void isHealthyWhenItAnswersAndIllWhenItDoesNot() {
        assertThat(fleet().check().healthy()).isTrue();
        assertThat(unreachable().check().healthy()).isFalse();
    }

    @Test
    void seesTrafficOfTheInstallsSinceThen() {
        var since = Instant.now();

        until(
                "traffic is seen",
                Duration.ofSeconds(30),
                () -> done(fleet().report(since)).requests() > 0);
        var report = done(fleet().report(since));
        assertThat(report.since()).isEqualTo(since);
        assertThat(report.until()).isAfterOrEqualTo(since);
        assertThat(report.installs()).isPositive();
        assertThat(report.failed()).isLessThanOrEqualTo(report.requests());
    }

    @Test
    void slicesAddUpToTheWhole() {
        var report = done(fleet().report(Instant.now().minusSeconds(3600)));

        assertThat(report.slices().stream().mapToInt(Slice::installs).sum()).isEqualTo(report.installs());
        assertThat(report.slices().stream().mapToLong(Slice::requests).sum()).isEqualTo(report.requests());
        assertThat(report.slices().stream().mapToLong(Slice::failed).sum()).isEqualTo(report.failed());
        assertThat(report.slices().stream().mapToInt(Slice::lockedOut).sum()).isEqualTo(report.lockedOut());
        assertThat(report.slices().stream().mapToInt(Slice::signedOut).sum()).isEqualTo(report.signedOut());
    }
}
