package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.firedrill.web.page.CriticalPath.Part;

class CriticalPathTests {
    private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

    @Test
    void takesTheLongerOfTwoBranches() {
        var parts = List.of(
                part("baseline", 0, 5000),
                part("probe", 5005, 9000),
                part("revoke", 5005, 5100),
                part("deny", 5110, 5400),
                part("collateral", 9010, 9500));

        assertThat(CriticalPath.of(parts)).containsExactlyInAnyOrder("baseline", "probe", "collateral");
    }

    @Test
    void endsWhereNothingWentBefore() {
        assertThat(CriticalPath.of(List.of(part("only", 0, 100)))).containsExactly("only");
        assertThat(CriticalPath.of(List.of())).isEmpty();
    }

    @Test
    void isNotHeldUpByWhatOverlaps() {
        var parts = List.of(part("first", 0, 100), part("watch", 50, 400), part("last", 110, 500));

        assertThat(CriticalPath.of(parts)).containsExactlyInAnyOrder("first", "last");
    }

    private static Part part(String id, long from, long to) {
        return new Part(id, START.plusMillis(from), START.plusMillis(to));
    }
}
