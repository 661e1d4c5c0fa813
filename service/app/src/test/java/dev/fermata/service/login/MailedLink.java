package dev.fermata.service.login;

import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.db.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A sign-in link as if it had been mailed, for tests that are not about mail. */
public record MailedLink(ServiceUnderTest service, String email, Secret token) {

    public static final String RETURN_URL = ServiceUnderTest.SITE + "/read";

    /** An address that nobody used before. */
    public static String someone() {
        return "reader-" + UUID.randomUUID() + "@example.com";
    }

    public static MailedLink to(ServiceUnderTest service, String email) {
        return to(service, email, Duration.ofMinutes(15));
    }

    public static MailedLink to(ServiceUnderTest service, String email, Duration life) {
        Secret token = Secret.next();
        Instant now = service.clock().instant();
        service.database()
                .useHandle(handle -> handle.execute(
                        """
                        INSERT INTO login_link (token_hash, email, return_url, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                        token.hash(),
                        email,
                        RETURN_URL,
                        now,
                        now.plus(life)));
        return new MailedLink(service, email, token);
    }

    public Answer openedIn(Browser browser) {
        return browser.open("login/confirm?token=" + token.value());
    }

    public Answer confirmedIn(Browser browser) {
        return browser.postForm("login/confirm", "token=" + token.value());
    }

    /** A browser in which the link was confirmed. */
    public Browser signsIn() {
        return signsIn(service.browser());
    }

    public Browser signsIn(Browser browser) {
        Answer answer = confirmedIn(browser);
        if (answer.status() != 303) {
            throw new AssertionError("Confirming answers " + answer.status() + ": " + answer.body());
        }
        return browser;
    }
}
