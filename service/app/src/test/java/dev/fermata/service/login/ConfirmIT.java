package dev.fermata.service.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.ServiceUnderTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page behind a mailed link: what opening, pressing, repeating and forging do. */
class ConfirmIT {

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final Browser browser = service.browser();
    private final String someone = MailedLink.someone();

    @Test
    void signsInTheBrowserThatConfirms() {
        MailedLink link = MailedLink.to(service, someone);

        Answer answer = link.confirmedIn(browser);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).contains(MailedLink.RETURN_URL);
        var session = browser.get("api/session").json();
        assertThat(session.at("/session/authenticated_at").asText()).isEqualTo(now());
        assertThat(session.at("/audience_member/email").asText()).isEqualTo(someone);
        assertThat(session.at("/audience_member/email_verified").asBoolean()).isTrue();
        assertThat(session.get("jwt").asText()).isNotEmpty();
    }

    @Test
    void consumesNothingWhenAScannerOpensTheLink() {
        MailedLink link = MailedLink.to(service, someone);

        for (int i = 0; i < 3; i++) {
            Answer opened = link.openedIn(service.browser());
            assertThat(opened.status()).isEqualTo(200);
            assertThat(opened.headers().allValues("Set-Cookie")).isEmpty();
            Answer head = service.send(
                    service.request("login/confirm?token=" + link.token().value())
                            .method("HEAD", BodyPublishers.noBody()));
            assertThat(head.status()).isEqualTo(200);
        }

        assertThat(link.confirmedIn(browser).status()).isEqualTo(303);
    }

    @Test
    void showsAPageThatSaysWhoAndDoesNothingByItself() {
        Answer page = MailedLink.to(service, "anna.b@example.com").openedIn(browser);

        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body())
                .contains("a…@example.com", "<button", "The site under test", "https://site.example/_fermata/assets/")
                .doesNotContain("anna.b", "<script", "style=", "http-equiv");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self' https://site.example");
        assertThat(page.header("Cache-Control")).contains("private, no-store");
        assertThat(page.header("Referrer-Policy")).contains("strict-origin");
    }

    @Test
    void worksOnce() {
        MailedLink link = MailedLink.to(service, someone);
        link.confirmedIn(browser);

        Browser other = service.browser();
        Answer again = link.confirmedIn(other);

        assertThat(again.status()).isEqualTo(410);
        assertThat(again.body()).contains("used before", "Send a new link");
        assertThat(again.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(other.get("api/session").json().get("session").isNull()).isTrue();
    }

    @Test
    void sendsWhoeverIsSignedInOnInsteadOfComplaining() {
        MailedLink link = MailedLink.to(service, someone);
        link.confirmedIn(browser);

        assertThat(link.openedIn(browser).body()).contains("you are signed in here", MailedLink.RETURN_URL);
    }

    @Test
    void signsInOnceWhenPressedTwentyTimesAtOnce() throws Exception {
        MailedLink link = MailedLink.to(service, someone);
        ExecutorService pool = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Answer>> presses = IntStream.range(0, 20)
                    .<Callable<Answer>>mapToObj(i -> () -> link.confirmedIn(service.browser()))
                    .toList();
            long signedIn = 0;
            for (Future<Answer> press : pool.invokeAll(presses)) {
                signedIn += press.get().status() == 303 ? 1 : 0;
            }
            assertThat(signedIn).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(count("SELECT count(*) FROM member WHERE email = ?", someone))
                .isEqualTo(1);
        assertThat(count(
                        "SELECT count(*) FROM member_event e JOIN member m ON m.id = e.member_id WHERE m.email = ?"
                                + " AND e.type = 'login'",
                        someone))
                .isEqualTo(1);
    }

    @Test
    void expires() {
        MailedLink link = MailedLink.to(service, someone, Duration.ofSeconds(30));
        service.clock().advance(Duration.ofSeconds(30));

        assertThat(link.openedIn(browser).status()).isEqualTo(410);
        Answer answer = link.confirmedIn(browser);

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body()).contains("has expired", "Send a new link");
        assertThat(count("SELECT count(*) FROM member WHERE email = ?", someone))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void doesNotKnowWhatItDidNotMake(String token) {
        assertThat(browser.open("login/confirm?token=" + token).status()).isEqualTo(404);
        Answer answer = browser.postForm("login/confirm", "token=" + token);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("E-mail address");
    }

    @Test
    void refusesAFormFromAnotherSite() {
        MailedLink link = MailedLink.to(service, someone);
        String form = "token=" + link.token().value();

        for (String[] headers : new String[][] {
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Origin", service.url(), "Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {}
        }) {
            Answer answer = service.postForm("login/confirm", form, headers);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(link.confirmedIn(browser).status()).isEqualTo(303);
    }

    @Test
    void givesTheBrowserANewHandleAndKeepsItsSession() {
        Answer asked = browser.post("api/login/magic-links", "{\"email\":\"" + someone + "\"}");
        Browser planted = browser.copy();
        String id = browser.get("api/session").json().at("/session/id").asText();

        MailedLink.to(service, someone).confirmedIn(browser);

        assertThat(browser.cookie("__Host-allegro_session"))
                .isNotEqualTo(asked.cookie("__Host-allegro_session").orElseThrow());
        assertThat(browser.get("api/session").json().at("/session/id").asText()).isEqualTo(id);
        assertThat(planted.get("api/session").json().get("session").isNull()).isTrue();
    }

    @Test
    void changesMembersInOneBrowser() {
        Browser first = MailedLink.to(service, someone).signsIn();
        String id = first.get("api/session").json().at("/session/id").asText();
        String other = MailedLink.someone();

        MailedLink.to(service, other).confirmedIn(first);

        var session = first.get("api/session").json();
        assertThat(session.at("/audience_member/email").asText()).isEqualTo(other);
        assertThat(session.at("/session/id").asText()).isNotEqualTo(id);
    }

    private String now() {
        return service.clock().instant().toString();
    }

    private long count(String sql, String email) {
        return service.database()
                .withHandle(
                        handle -> handle.select(sql, email).mapTo(Long.class).one());
    }
}
