package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import io.firedrill.web.ServerTest;

/** Debian's Chromium, and what a page in it complains about: console, scripts, and requests that leave the server. */
final class Chromium implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/chromium");
    private static final String AXE = resource("/axe.min.js");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Chromium() {
        assertThat(Files.isExecutable(BINARY))
                .as("Debian's chromium is installed")
                .isTrue();
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BINARY)
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

    /** A browser window of its own cookies, signed in at this server and standing on the first page. */
    Page signedIn(int port, String name, Browser.NewContextOptions options) {
        var context = browser.newContext(options.setTimezoneId("Europe/Berlin"));
        var page = context.newPage();
        listen(page, address(port, "/"));
        page.navigate(address(port, "/login"));
        page.fill("#username", name);
        page.fill("#password", ServerTest.PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL(address(port, "/"));
        return page;
    }

    /** What pages complained about since the last question. */
    List<String> complaints() {
        var found = List.copyOf(complaints);
        complaints.clear();
        return found;
    }

    /** Serious and critical findings of axe-core about the page as it stands. */
    @SuppressWarnings("unchecked")
    static List<String> barriers(Page page) {
        page.evaluate(AXE);
        var found = (List<Map<String, Object>>) page.evaluate("""
                async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
                    .filter((rule) => rule.impact === "serious" || rule.impact === "critical")
                    .map((rule) => ({ text: `${rule.id} (${rule.impact}): ${rule.help}: ` +
                        rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + " " + node.failureSummary).join(" | ") }))
                """);
        return found.stream().map(rule -> String.valueOf(rule.get("text"))).toList();
    }

    static String address(int port, String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private void listen(Page page, String home) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning"))
                complaints.add(page.url() + ": " + message.text());
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(home) && !request.url().startsWith("data:"))
                complaints.add("Left the server: " + request.url());
        });
    }

    private static String resource(String name) {
        try (var in = Chromium.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
