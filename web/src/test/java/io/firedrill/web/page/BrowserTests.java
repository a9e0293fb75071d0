package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.firedrill.engine.run.RunId;
import io.firedrill.web.Caller;
import io.firedrill.web.ServerTest;
import io.firedrill.web.fake.FakeRuns;

/** The pages in a real browser: both themes, narrow and wide, with and without scripts, by keyboard. */
@Tag("real")
@ServerTest
class BrowserTests {
    private static final List<String> PAGES = List.of(
            "/",
            "/runs",
            "/runs/R-1",
            "/runs/R-2",
            "/runs/R-3",
            "/runs/R-4",
            "/runs/R-5",
            "/runs/R-7",
            "/runs/R-8",
            "/runs/R-2/timeline",
            "/runs/R-4/diagram",
            "/runs/R-5/messages",
            "/drills/new",
            "/incidents/new",
            "/runbooks",
            "/runbooks/token-revocation",
            "/targets",
            "/targets/sandbox",
            "/approvals");
    private static final String DRILL = "{\"runbook\":\"token-revocation\",\"target\":\"sandbox\"}";

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    int port;

    @Autowired
    FakeRuns runs;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;

    @BeforeAll
    static void open() {
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        var chromium = Path.of("/usr/bin/chromium");
        assertThat(Files.isExecutable(chromium))
                .as("Debian's chromium is installed")
                .isTrue();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
    }

    @AfterEach
    void leave() {
        if (context != null) context.close();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 320", "DARK, 320"})
    void showsEveryPageWithoutComplaintOrOverflow(ColorScheme scheme, int width) {
        var page = signedIn(
                "responder",
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800));

        for (var path : PAGES) {
            var answer = page.navigate(url(path));
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as(path + " fits into " + width)
                    .isEqualTo(true);
            assertThat(page.locator("h1").count()).as(path + " has one heading").isEqualTo(1);
        }
        page.navigate(url("/runs/R-4/diagram"));
        PlaywrightAssertions.assertThat(page.locator(".djs-element.mark-failed"))
                .hasCount(1);
        PlaywrightAssertions.assertThat(page.locator(".bjs-powered-by")).isVisible();
        assertThat(complaints).isEmpty();
    }

    @Test
    void worksWithoutScripts() {
        var page = signedIn("responder", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(url("/drills/new"));
        page.click("button:has-text('Start drill')");

        assertThat(page.url()).contains("/runs/R-");
        page.click("summary:has-text('Halt run')");
        page.fill("#halt-reason", "looks odd");
        page.click("button:has-text('Halt run')");

        PlaywrightAssertions.assertThat(page.locator(".note.good")).containsText("Halted");
        assertThat(complaints).isEmpty();
    }

    @Test
    void bringsNewEventsWithoutReloadAndSaysWhenItEnds() {
        var responder = Caller.as(port, "responder");
        var id = responder.post("/api/v1/drills", DRILL).json().get("id").stringValue();
        var page = signedIn("viewer", new Browser.NewContextOptions());
        page.navigate(url("/runs/" + id));
        PlaywrightAssertions.assertThat(page.locator("#live")).hasText("Live");

        responder.post("/api/v1/runs/" + id + "/note", "{\"text\":\"seen <b>by hand</b>\"}");
        PlaywrightAssertions.assertThat(page.locator("#events")).containsText("seen <b>by hand</b>");
        responder.post("/api/v1/runs/" + id + "/halt", "{\"reason\":\"odd\"}");
        PlaywrightAssertions.assertThat(page.locator("#strip .state")).hasText("halted");
        runs.end(RunId.parse(id));
        PlaywrightAssertions.assertThat(page.locator("#live")).hasText("Ended");

        assertThat(page.locator("#events li").count()).isEqualTo((int) runs.last(id));
        assertThat(complaints).isEmpty();
    }

    @Test
    void leavesAloneWhatAPersonIsTyping() {
        var responder = Caller.as(port, "responder");
        var page = signedIn("approver", new Browser.NewContextOptions());
        page.navigate(url("/runs/R-5"));
        PlaywrightAssertions.assertThat(page.locator("#live")).hasText("Live");
        page.fill("#comment", "checked with the");

        responder.post("/api/v1/runs/R-5/note", "{\"text\":\"another note\"}");
        PlaywrightAssertions.assertThat(page.locator("#events")).containsText("another note");

        assertThat(page.inputValue("#comment")).isEqualTo("checked with the");
    }

    @Test
    void canBeUsedByKeyboard() {
        var page = signedIn("responder", new Browser.NewContextOptions());
        page.navigate(url("/runs/R-5"));
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to content");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            assertThat(
                            page.evaluate(
                                    "(() => { const e = document.activeElement; if (e === document.body) return true;"
                                            + " return e.matches(':focus-visible') && getComputedStyle(e).outlineStyle !== 'none' })()"))
                    .as("focus is visible on " + page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
                    .isEqualTo(true);
        }
    }

    @Test
    void keepsTheChosenTheme() {
        var page = signedIn("viewer", new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        page.navigate(url("/runs"));
        page.click(".theme button[value=dark]");

        assertThat(page.url()).endsWith("/runs");
        page.navigate(url("/"));
        assertThat(page.getAttribute("html", "data-theme")).isEqualTo("dark");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(14, 17, 20)");
    }

    private Page signedIn(String name, Browser.NewContextOptions options) {
        context = browser.newContext(options);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning"))
                complaints.add(page.url() + ": " + message.text());
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(url("/")) && !request.url().startsWith("data:"))
                complaints.add("Left the server: " + request.url());
        });
        page.navigate(url("/login"));
        page.fill("#username", name);
        page.fill("#password", ServerTest.PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL(url("/"));
        return page;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
