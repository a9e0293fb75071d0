package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class ListViewTests {
    private final ListView list =
            new ListView("/runs", Map.of("mode", "drill", "q", "key & token", "page", "3", "state", ""));

    @Test
    void keepsEverythingInTheAddress() {
        assertThat(list.with("target", "sandbox")).isEqualTo("/runs?mode=drill&q=key+%26+token&target=sandbox");
        assertThat(list.with("q", "")).isEqualTo("/runs?mode=drill");
        assertThat(list.as("/runs.csv")).isEqualTo("/runs.csv?mode=drill&q=key+%26+token");
    }

    @Test
    void turnsPages() {
        assertThat(list.page()).isEqualTo(3);
        assertThat(list.turn(1)).endsWith("page=4&q=key+%26+token");
        assertThat(list.turn(-2)).doesNotContain("page");
        assertThat(new ListView("/runs", Map.of("page", "-1")).page()).isEqualTo(1);
    }

    @Test
    void turnsTheOrderRoundWhenAskedAgain() {
        assertThat(list.sort("slowest", "time-to-revoke")).contains("sort=slowest");
        var sorted = new ListView("/runs", Map.of("sort", "slowest"));
        assertThat(sorted.sort("slowest", "time-to-revoke")).isEqualTo("/runs?sort=time-to-revoke");
        assertThat(sorted.sorted("time-to-revoke", "slowest")).isEqualTo("descending");
        assertThat(sorted.filtered()).isFalse();
    }
}
