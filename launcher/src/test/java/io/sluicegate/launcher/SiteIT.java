package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluicegate.testing.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The documentation as a site, in a real browser. Skipped where the generator or Chromium is missing. */
class SiteIT {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SITE = Path.of("target", "site").toAbsolutePath();
    private static final String BASE = "/below/";
    private static final int NO_GENERATOR = 3;

    @TempDir
    private static Path logs;

    private static String printed;

    @BeforeAll
    static void build() throws Exception {
        Tools.need("node", "npm");
        var build = new Shell(CHECKOUT, logs, Map.of())
                .start("site/build --offline --base " + BASE + " --out '" + SITE + "'");
        var code = build.exitCode(300);
        printed = build.printed();
        assumeTrue(code != NO_GENERATOR, "npm has no generator cached: run site/build --fetch once");
        assertThat(code).as(printed).isZero();
    }

    @Test
    void shouldHaveAPageForEachDocumentAndACopyOfEachLinkedFile() throws IOException {
        assertThat(printed).contains("no dead link or anchor");
        assertThat(SiteNavigation.read().pages())
                .map(page ->
                        page.toString().replaceAll("README\\.md$", "index.md").replaceAll("\\.md$", ".html"))
                .allSatisfy(page -> assertThat(SITE.resolve(page)).exists());
        assertThat(SITE.resolve("docs/pipeline.schema.json"))
                .hasSameTextualContentAs(CHECKOUT.resolve("docs/pipeline.schema.json"));
    }

    @Test
    void shouldRefuseDeadLinksAndForeignHosts(@TempDir Path site) throws Exception {
        Files.writeString(site.resolve("index.html"), """
                <h1 id="here">Title</h1><a href="#here">good</a><a href="https://example.org/">good</a>
                <a href="/gone.html">dead</a><a class="x" href="#gone">dead</a>
                <script src="https://cdn.example/x.js"></script>
                """);
        Files.writeString(site.resolve("style.css"), "@import url(https://fonts.example/sans.css);");

        var check = new Shell(CHECKOUT, logs, Map.of())
                .start("node --input-type=module -e \"import { check } from './site/.vitepress/check.mjs'; check('"
                        + site + "', '/')\"");

        assertThat(check.exitCode(60)).isEqualTo(1);
        assertThat(check.printed())
                .contains("4 dead links or foreign hosts")
                .contains("index.html: there is no /gone.html", "index.html: index.html has no #gone")
                .contains("index.html: <script> asks cdn.example", "style.css: a style asks another host");
    }

    @Test
    void shouldSearchAndFitItsWindowAndAskNoOtherHost(@TempDir(cleanup = CleanupMode.NEVER) Path profile)
            throws Exception {
        var chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no Chromium on the PATH: install it to test the site in a real browser");
        var server = serve();
        var host = "http://127.0.0.1:" + server.getAddress().getPort();
        try (var browser = Browser.start(chromium.get(), profile)) {
            browser.viewport(1280, 900, false);
            browser.open(host + BASE);
            picture(browser, "home");
            search(browser, "highest revision changelogged", "epochs-never-go-back.html");
            for (var page : new String[] {"", "docs/operations.html", "docs/unhappy-paths.html"}) {
                browser.viewport(360, 740, true);
                browser.open(host + BASE + page);
                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .asInt())
                        .as(page)
                        .isLessThanOrEqualTo(360);
            }
            picture(browser, "phone");

            assertThat(browser.requests())
                    .anyMatch(request -> request.contains("localSearchIndex"))
                    .allSatisfy(request -> assertThat(request).matches("(" + host + BASE + "|data:|about:).*"));
        } finally {
            server.stop(0);
        }
    }

    private static void search(Browser browser, String words, String page) throws IOException {
        browser.until("document.querySelector('.VPNavBarSearch button') !== null");
        browser.evaluate("document.querySelector('.VPNavBarSearch button').click()");
        browser.until("document.getElementById('localsearch-input') !== null");
        browser.evaluate("const input = document.getElementById('localsearch-input'); input.value = '" + words
                + "'; input.dispatchEvent(new Event('input'))");
        var hit = "document.querySelector('.VPLocalSearchBox .results a[href*=\"" + page + "\"]')";
        browser.until(hit + " !== null");
        picture(browser, "search");
        browser.evaluate(hit + ".click()");
        browser.until("location.pathname.endsWith('" + page + "')");
    }

    private static void picture(Browser browser, String name) throws IOException {
        browser.screenshot(Path.of("target", "site-" + name + ".png"));
    }

    private static HttpServer serve() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(BASE, SiteIT::answer);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(BASE.length());
        var file = SITE.resolve(path.isEmpty() || path.endsWith("/") ? path + "index.html" : path);
        try (exchange) {
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type(file.toString()));
            var bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String type(String file) {
        var types = Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");
        return types.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
