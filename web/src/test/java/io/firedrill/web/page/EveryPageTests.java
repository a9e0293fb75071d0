package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.firedrill.web.ServerTest;

/** What holds for every page; a new page is one row. */
@Tag("real")
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTests {
    private static final String TABLE = """
            responder /
            viewer /
            responder /runs
            responder /runs?q=nothing-has-this
            responder /runs?mode=drill&sort=slowest
            responder /runs/R-1
            viewer /runs/R-2
            responder /runs/R-3
            responder /runs/R-4
            approver /runs/R-5
            responder /runs/R-6
            responder /runs/R-7
            approver /runs/R-8
            responder /runs/R-2/timeline
            responder /runs/R-2/timeline?view=compact&step=revoke
            responder /runs/R-2/waterfall
            responder /runs/R-6/waterfall
            responder /runs/R-2/waterfall?from=19&to=25&scale=even
            responder /runs/R-8/diagram
            responder /runs/R-4/diagram
            responder /runs/R-5/messages
            responder /drills/new
            responder /incidents/new
            ops /plans
            viewer /plans?state=removed
            ops /plans/P-1
            viewer /plans/P-2
            ops /plans/new
            responder /runbooks
            approver /runbooks/token-revocation
            responder /targets
            responder /targets/payments
            approver /approvals
            viewer /settings
            """;

    @LocalServerPort
    int port;

    private final Map<String, Page> windows = new HashMap<>();
    private Chromium chromium;

    record Row(String role, String path) {
        @Override
        public String toString() {
            return path + " as " + role;
        }
    }

    static Stream<Row> pages() {
        return TABLE.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> new Row(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
    }

    @BeforeAll
    void open() {
        chromium = new Chromium();
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isWholeAndWithoutBarriersWideAndLight(Row row) {
        isWhole(row, "light", new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT), 1280);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isWholeAndWithoutBarriersNarrowAndDark(Row row) {
        isWhole(row, "dark", new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK), 320);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysTheSameWithoutScripts(Row row) {
        var page = window(row.role(), "plain", new Browser.NewContextOptions().setJavaScriptEnabled(false));

        var answer = page.navigate(Chromium.address(port, row.path()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(page.locator("h1").innerText()).isNotBlank();
        assertThat(page.locator("main").innerText()).doesNotContain("Loading");
        assertThat(chromium.complaints()).isEmpty();
    }

    private void isWhole(Row row, String theme, Browser.NewContextOptions options, int width) {
        var page = window(
                row.role(),
                theme,
                options.setViewportSize(width, 800)
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));

        var answer = page.navigate(Chromium.address(port, row.path()));
        if (row.path().contains("diagram")) page.waitForSelector("#canvas[data-drawn]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(page.locator("h1").count()).as("one heading").isEqualTo(1);
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels that do not fit into " + width)
                .isEqualTo(0);
        assertThat(Chromium.barriers(page)).isEmpty();
        assertThat(chromium.complaints()).isEmpty();
    }

    private Page window(String role, String kind, Browser.NewContextOptions options) {
        return windows.computeIfAbsent(role + " " + kind, key -> chromium.signedIn(port, role, options));
    }
}
