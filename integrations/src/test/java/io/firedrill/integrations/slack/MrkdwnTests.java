package io.firedrill.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MrkdwnTests {
    @Test
    void aShippedMessageKeepsItsForm() {
        assertThat(Mrkdwn.of("""
                **Tokens revoked on shop**, run R-7.

                - Refused after: 1.20 s
                - Open `run halt R-7` at http://localhost:8080/runs/R-7

                What you do now:

                1. Nothing.
                2. Really _nothing_.
                """)).isEqualTo("""
                *Tokens revoked on shop*, run R-7.

                • Refused after: 1.20 s
                • Open `run halt R-7` at http://localhost:8080/runs/R-7

                What you do now:

                1. Nothing.
                2. Really _nothing_.""");
    }

    @Test
    void nothingBecomesAMentionOrACommand() {
        assertThat(Mrkdwn.of("<!channel> and <@U123> & `<!here>`"))
                .isEqualTo("&lt;!channel&gt; and &lt;@U123&gt; &amp; `&lt;!here&gt;`");
        assertThat(Mrkdwn.of("<div>\n<!channel>\n</div>")).doesNotContain("<");
        assertThat(Mrkdwn.of("[all](!channel)")).isEqualTo("all");
        assertThat(Mrkdwn.of("[run](https://a.example/x|y>z)")).isEqualTo("<https://a.example/x%7Cy&gt;z|run>");
    }

    @Test
    void signsThatAreMeantAsTextFormatNothing() {
        assertThat(Mrkdwn.of("2 \\* 3 \\* 4, ~not struck~, \\`no code\\`"))
                .isEqualTo("2 ∗ 3 ∗ 4, ∼not struck∼, 'no code'");
    }

    @Test
    void headingsQuotesCodeAndNestedListsAreShownAsSlackCan() {
        assertThat(Mrkdwn.of("# Title\n\n> a\n> b\n\n```\nx < y\n```\n\n- one\n  - two\n- three"))
                .isEqualTo("*Title*\n\n> a\n> b\n\n```\nx &lt; y\n```\n\n• one\n    • two\n• three");
    }
}
