package dev.fermata.demo.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.fermata.demo.Demo;
import dev.fermata.demo.DemoPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/** One person with a browser of their own. */
final class Reader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Notes what the SDK tells the page, from before the page's own scripts on. */
    private static final String LISTEN =
            """
            window.heard = [];
            for (const name of ['purchase:completed', 'purchase:failed', 'authenticated', 'logout']) {
              addEventListener('allegro:' + name, (event) =>
                window.heard.push({ name, detail: event.detail, search: location.search }));
            }
            addEventListener('pageshow', (event) => { window.restored = event.persisted; });
            """;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String email = "reader-" + COUNT.incrementAndGet() + "@example.com";
    private final BrowserContext context;
    private final Demo demo;
    private final Page page;
    private final List<String> alerts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean tolerant;

    private Reader(BrowserContext context, Demo demo) {
        this.context = context;
        this.demo = demo;
        context.setDefaultTimeout(World.PATIENCE_MILLIS);
        context.addInitScript(LISTEN);
        context.onConsoleMessage(this::note);
        context.onWebError(error -> complaints.add(error.page().url() + ": " + error.error()));
        context.onDialog(dialog -> {
            alerts.add(dialog.message());
            dialog.accept();
        });
        this.page = context.newPage();
    }

    static Reader with(Browser browser, Browser.NewContextOptions options, Demo demo) {
        return new Reader(browser.newContext(options), demo);
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
            complaints.add(message.location() + ": " + message.text());
        }
    }

    /** An address that is nobody else's. */
    String email() {
        return email;
    }

    Page page() {
        return page;
    }

    BrowserContext browser() {
        return context;
    }

    Reader open(String path) {
        page.navigate(address(path));
        return this;
    }

    /** Where this path of the site is. */
    String address(String path) {
        return demo.address(DemoPort.SITE) + path;
    }

    Reader press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
        return this;
    }

    /** Presses the first button on the page that sells this term, and pays. */
    Reader buyHere(String term) {
        page.locator("[data-fermata-buy=" + term + "]").first().click();
        checkout().pay(StripePage.GOOD_CARD, email);
        page.waitForURL(Pattern.compile(Pattern.quote(address("/")) + ".*"));
        return this;
    }

    /** Buys by a plain form, and ends on this page. */
    Reader buy(String term, String returnUrl) {
        String site = returnUrl.substring(0, returnUrl.indexOf('/', "https://".length()));
        FormData form = FormData.create().set("term_id", term).set("return_url", returnUrl);
        page.navigate(redirect(context.request()
                .post(
                        site + "/_fermata/checkout",
                        // A browser says where a form was; the CMS's own guard wants to hear it.
                        RequestOptions.create()
                                .setForm(form)
                                .setHeader("Referer", site + "/")
                                .setMaxRedirects(0))));
        checkout().pay(StripePage.GOOD_CARD, email);
        page.waitForURL(Pattern.compile(Pattern.quote(site) + ".*"));
        return this;
    }

    /** Buys at the site's other address; returns the token that is good there. */
    String buyAtTheOtherAddress(String term) {
        String other = address("/").replace("localhost", "127.0.0.1");
        buy(term, other);
        return context.cookies(other).stream()
                .filter(cookie -> cookie.name.equals("allegro_jwt"))
                .findFirst()
                .orElseThrow()
                .value;
    }

    /** What the browser sends to the site with every request. */
    String cookies() {
        return context.cookies(address("/")).stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
    }

    /** As four minutes later: the page asks for the token's successor. */
    void renewToken() {
        page.evaluate(
                "() => new Promise((done) => window.allegro.push((it) => it.member.session().then(() => done())))");
    }

    /** The checkout that the browser is on, or on its way to. */
    StripePage checkout() {
        return checkout(page);
    }

    StripePage checkout(Page tab) {
        tab.waitForURL(
                Pattern.compile(Pattern.quote(demo.address(DemoPort.STRIPE).toString()) + "/.*"));
        return new StripePage(tab);
    }

    /** Waits until the browser is on this path of the site, with nothing behind it. */
    Reader arriveAt(String path) {
        page.waitForURL(address(path));
        return this;
    }

    /** What the service answers to this browser at a path under {@code /_fermata/}. */
    JsonNode ask(String path) throws IOException {
        APIResponse answer = context.request().get(address("/_fermata/" + path));
        return JSON.readTree(answer.body());
    }

    /** Where this browser would be sent from an address of the service or the site, without going there. */
    String redirectFrom(String address) {
        return redirect(context.request().get(address, RequestOptions.create().setMaxRedirects(0)));
    }

    static String redirect(APIResponse answer) {
        Assertions.assertThat(answer.status()).as("redirects").isBetween(302, 303);
        return answer.headers().get("location");
    }

    /** Uses the back button, to a page that the browser kept as it was left. */
    Reader goBack() {
        page.evaluate("() => void setTimeout(() => history.back())");
        page.waitForCondition(this::isRestored);
        return this;
    }

    private boolean isRestored() {
        try {
            return Boolean.TRUE.equals(page.evaluate("() => window.restored"));
        } catch (PlaywrightException e) {
            // Asked while the browser was between the two pages.
            return false;
        }
    }

    /** Slugs of what this browser may read, in the service's order. */
    List<String> entitlements() throws IOException {
        List<String> slugs = new ArrayList<>();
        ask("api/entitlements")
                .path("data")
                .forEach(item -> slugs.add(item.at("/resource/slug").asText()));
        return slugs;
    }

    /** What the SDK told this page, by event name. */
    List<String> heard() throws IOException {
        List<String> names = new ArrayList<>();
        JSON.readTree((String) page.evaluate("() => JSON.stringify(window.heard)"))
                .forEach(event -> names.add(event.path("name").asText()));
        return names;
    }

    List<String> alerts() {
        return alerts;
    }

    void awaitAlert() {
        page.waitForCondition(() -> !alerts.isEmpty());
    }

    /** Visits pages that are not ours. */
    Reader whoMayComplain() {
        tolerant = true;
        return this;
    }

    void expectNoComplaints() {
        if (tolerant) {
            return;
        }
        Assertions.assertThat(complaints)
                .as("what the browser complained about")
                .isEmpty();
    }

    void photograph(Path folder) {
        int number = 0;
        for (Page tab : context.pages()) {
            try {
                tab.screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(context.hashCode() + "-" + number++ + ".png"))
                        .setFullPage(true));
                System.out.println("  left at " + tab.url() + ", complaints " + complaints);
            } catch (PlaywrightException e) {
                System.out.println("  no picture of " + tab.url() + ": " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
