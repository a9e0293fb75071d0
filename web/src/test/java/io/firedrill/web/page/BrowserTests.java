package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.firedrill.engine.run.RunId;
import io.firedrill.web.Caller;
import io.firedrill.web.ServerTest;
import io.firedrill.web.fake.FakeRuns;

/** What people do with the pages, in a real browser: with and without scripts, by keyboard, while events arrive. */
@Tag("real")
@ServerTest
class BrowserTests {
    private static final String DRILL = "{\"runbook\":\"token-revocation\",\"target\":\"sandbox\"}";
    /** Nothing lies over the focused element, and its outline is drawn. */
    private static final String FOCUS_IS_SEEN = """
            () => {
              const e = document.activeElement;
              if (e === document.body) return true;
              const box = e.getBoundingClientRect();
              const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
              const style = getComputedStyle(e);
              return style.outlineStyle !== "none" &&
                (over === null || e.contains(over) || over.contains(e) || e.closest("svg")?.contains(over) === true);
            }""";

    private static Chromium chromium;

    @LocalServerPort
    int port;

    @Autowired
    FakeRuns runs;

    private Page page;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @AfterEach
    void leave() {
        if (page != null) page.context().close();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void worksWithoutScripts() {
        page = signedIn("responder", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(url("/drills/new"));
        page.click("button:has-text('Start drill')");

        assertThat(page.url()).contains("/runs/R-");
        page.click("summary:has-text('Halt run')");
        page.fill("#halt-reason", "looks odd");
        page.click("button:has-text('Halt run')");

        PlaywrightAssertions.assertThat(page.locator(".note.good")).containsText("Halted");
    }

    @Test
    void bringsNewEventsWithoutReloadAndSaysWhenItEnds() {
        var responder = Caller.as(port, "responder");
        var id = responder.post("/api/v1/drills", DRILL).json().get("id").stringValue();
        page = signedIn("viewer", new Browser.NewContextOptions());
        page.navigate(url("/runs/" + id));
        PlaywrightAssertions.assertThat(page.locator("#live")).hasText("Live");

        responder.post("/api/v1/runs/" + id + "/note", "{\"text\":\"seen <b>by hand</b>\"}");
        PlaywrightAssertions.assertThat(page.locator("#events")).containsText("seen <b>by hand</b>");
        responder.post("/api/v1/runs/" + id + "/halt", "{\"reason\":\"odd\"}");
        PlaywrightAssertions.assertThat(page.locator("#strip .state")).hasText("halted");
        runs.end(RunId.parse(id));
        PlaywrightAssertions.assertThat(page.locator("#live")).hasText("Ended");

        assertThat(page.locator("#events li").count()).isEqualTo((int) runs.last(id));
    }

    @Test
    void leavesAloneWhatAPersonIsTyping() {
        var responder = Caller.as(port, "responder");
        page = signedIn("approver", new Browser.NewContextOptions());
        page.navigate(url("/runs/R-5"));
        PlaywrightAssertions.assertThat(page.locator("#live")).hasText("Live");
        page.fill("#comment", "checked with the");

        responder.post("/api/v1/runs/R-5/note", "{\"text\":\"another note\"}");
        PlaywrightAssertions.assertThat(page.locator("#events")).containsText("another note");

        assertThat(page.inputValue("#comment")).isEqualTo("checked with the");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs/R-5", "/runs", "/runs/R-2/waterfall", "/runs/R-4/diagram", "/settings"})
    void showsWhereTheFocusIs(String path) {
        page = signedIn("responder", new Browser.NewContextOptions().setViewportSize(1280, 420));
        page.navigate(url(path));
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to content");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");
        for (int i = 0; i < 45; i++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate(FOCUS_IS_SEEN))
                    .as("focus is seen on " + page.evaluate("document.activeElement.outerHTML.slice(0, 160)"))
                    .isEqualTo(true);
        }
    }

    @Test
    void listensToSingleKeysUnlessSwitchedOff() {
        page = signedIn("viewer", new Browser.NewContextOptions());
        page.keyboard().press("?");
        PlaywrightAssertions.assertThat(page.locator("#help")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("g");
        page.keyboard().press("r");
        page.waitForURL(url("/runs"));
        page.keyboard().press("j");
        assertThat(page.evaluate("document.activeElement.textContent").toString())
                .startsWith("R-");
        page.keyboard().press("/");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("f-q");
        page.keyboard().press("?");
        PlaywrightAssertions.assertThat(page.locator("#help")).isHidden();

        page.navigate(url("/settings"));
        page.uncheck("input[name=keys]");
        page.click("button:has-text('Save settings')");
        page.keyboard().press("?");
        PlaywrightAssertions.assertThat(page.locator("#help")).isHidden();
    }

    @Test
    void writesTheTimesTheReaderWants() {
        page = signedIn("viewer", new Browser.NewContextOptions());
        page.navigate(url("/runs"));
        PlaywrightAssertions.assertThat(page.locator("th").nth(5)).containsText("Started (UTC)");
        page.keyboard().press("u");
        PlaywrightAssertions.assertThat(page.locator("th").nth(5)).containsText("Started (Berlin)");
        page.navigate(url("/runs/R-2/timeline"));
        PlaywrightAssertions.assertThat(page.locator("#strip .facts")).containsText("UTC)");
    }

    @ParameterizedTest
    @CsvSource({
        "/runs/R-999, 404, No such run, List runs",
        "/nowhere, 404, Nothing here, Go home",
        "/drills/new, 403, Not yours to do, See your roles",
        "/targets/none, 404, No such target, List targets"
    })
    void namesTheNextStepOnErrorPages(String path, int status, String title, String next) {
        page = signedIn("viewer", new Browser.NewContextOptions());

        assertThat(page.navigate(url(path)).status()).isEqualTo(status);

        PlaywrightAssertions.assertThat(page.locator("h1")).hasText(title);
        PlaywrightAssertions.assertThat(page.locator(".btn.main")).hasText(next);
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("Request id");
        assertThat(Chromium.barriers(page)).isEmpty();
        assertThat(chromium.complaints()).allMatch(said -> said.contains("" + status));
    }

    @Test
    void saysThatTheEngineIsDownAndWhatToDo() {
        page = signedIn("viewer", new Browser.NewContextOptions());
        runs.down = true;
        try {
            assertThat(page.navigate(url("/runs/R-1")).status()).isEqualTo(503);
        } finally {
            runs.down = false;
        }

        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("The engine does not answer");
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("by hand");
        assertThat(chromium.complaints()).allMatch(said -> said.contains("503"));
        page.click("text=Try again");
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("R-1");
    }

    @Test
    void printsTheModeOnPaper() {
        page = signedIn("viewer", new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));
        page.navigate(url("/runs/R-8"));
        PlaywrightAssertions.assertThat(page.locator(".paper")).isHidden();

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        PlaywrightAssertions.assertThat(page.locator(".paper")).isVisible();
        PlaywrightAssertions.assertThat(page.locator(".paper")).hasText("REAL INCIDENT run R-8");
        PlaywrightAssertions.assertThat(page.locator("header.top")).isHidden();
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
    }

    @Test
    void linksTheDiagramWithTheListOfSteps() {
        page = signedIn("viewer", new Browser.NewContextOptions());
        page.navigate(url("/runs/R-4/diagram"));
        PlaywrightAssertions.assertThat(page.locator(".djs-element.mark-failed"))
                .hasCount(1);
        PlaywrightAssertions.assertThat(page.locator(".djs-connection.mark-path"))
                .not()
                .hasCount(0);
        PlaywrightAssertions.assertThat(page.locator(".bjs-powered-by")).isVisible();

        page.click(".steps [data-step=revoke] .pick");
        PlaywrightAssertions.assertThat(page.locator(".djs-element.mark-chosen[data-element-id=revoke]"))
                .hasCount(1);
        page.click(".djs-element[data-element-id=mint]");
        PlaywrightAssertions.assertThat(page.locator(".steps .chosen .title")).hasText("Mint canaries");

        page.navigate(url("/runs"));
        page.navigate(url("/runs/R-4/diagram#step-probe"));
        PlaywrightAssertions.assertThat(page.locator(".steps .chosen .title")).hasText("Prove they are refused");
    }

    @Test
    void keepsTheWaterfallUpToDate() {
        var responder = Caller.as(port, "responder");
        var id = responder.post("/api/v1/drills", DRILL).json().get("id").stringValue();
        page = signedIn("viewer", new Browser.NewContextOptions());
        page.navigate(url("/runs/" + id + "/waterfall"));
        PlaywrightAssertions.assertThat(page.locator("#live")).hasText("Live");

        responder.post("/api/v1/runs/" + id + "/note", "{\"text\":\"a note\"}");

        PlaywrightAssertions.assertThat(page.locator(".fall .marks .person"))
                .not()
                .hasCount(0);
    }

    @Test
    void keepsTheChosenTheme() {
        page = signedIn("viewer", new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        page.navigate(url("/runs"));
        page.click(".menu > summary");
        page.click(".theme button[value=dark]");

        assertThat(page.url()).endsWith("/runs");
        page.navigate(url("/"));
        assertThat(page.getAttribute("html", "data-theme")).isEqualTo("dark");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(14, 17, 20)");
    }

    private Page signedIn(String name, Browser.NewContextOptions options) {
        return chromium.signedIn(port, name, options);
    }

    private String url(String path) {
        return Chromium.address(port, path);
    }
}
