package dev.fermata.service.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.login.MailedLink;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser's session carries, for how long, and how it ends. */
class SessionIT {

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final Browser browser = service.browser();
    private final String someone = MailedLink.someone();

    @Test
    void givesAStrangerNothingAndSetsNoCookie() {
        Answer answer = browser.get("api/session");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"session\":null,\"jwt\":null,\"audience_member\":null,\"resources\":[]}");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.header("Cache-Control")).contains("private, no-store");
        assertThat(browser.delete("api/session").headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "\"quoted\""})
    void treatsAnUnknownHandleAsAStranger(String handle) {
        Answer answer = service.get("api/session", "Cookie", "allegro_session=" + handle);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("session").isNull()).isTrue();
    }

    @Test
    void keepsScriptsAndOtherSitesFromItsCookies() {
        Answer secure = MailedLink.to(service, someone).confirmedIn(browser);
        String token = MailedLink.to(service, someone).token().value();
        Answer plain = service.postForm("login/confirm", "token=" + token, "Origin", service.url());

        assertThat(secure.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .anyMatch(
                        cookie -> cookie.matches(
                                "__Host-allegro_session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax"))
                .anyMatch(cookie ->
                        cookie.matches("allegro_jwt=\\S+; Path=/; Max-Age=300; HttpOnly; Secure; SameSite=Lax"));
        assertThat(plain.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.endsWith("; HttpOnly; SameSite=Lax"));
    }

    @Test
    void takesNoSessionOverHttpsThatASiblingSiteCouldHavePlanted() {
        browser.post("api/login/magic-links", "{\"email\":\"" + someone + "\"}");
        String handle = browser.cookie("__Host-allegro_session");

        Answer answer = withCookie("allegro_session=" + handle);

        assertThat(handle).isNotEmpty();
        assertThat(answer.json().get("session").isNull()).isTrue();
        assertThat(withCookie("__Host-allegro_session=" + handle)
                        .json()
                        .get("session")
                        .isNull())
                .isFalse();
    }

    private Answer withCookie(String cookie) {
        return service.get(
                "api/session",
                "X-Forwarded-Host",
                "site.example",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Prefix",
                "/_fermata",
                "X-Forwarded-For",
                "203.0.113.7",
                "Fermata-Server-Token",
                ServiceUnderTest.API_TOKEN,
                "Cookie",
                cookie);
    }

    @Test
    void carriesATokenThatAnybodyCanCheck() throws Exception {
        MailedLink.to(service, someone).signsIn(browser);
        JsonNode session = browser.get("api/session").json();
        SignedJWT jwt = SignedJWT.parse(session.get("jwt").asText());

        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(jwt.verify(Published.verifier(published(), jwt))).isTrue();
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        Instant now = service.clock().instant();
        assertThat(claims.getIssuer()).isEqualTo(service.url());
        assertThat(claims.getAudience()).containsExactly(ServiceUnderTest.SITE);
        assertThat(claims.getSubject())
                .isEqualTo(session.at("/audience_member/id").asText());
        assertThat(claims.getIssueTime().toInstant()).isEqualTo(now);
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(now.plus(Duration.ofMinutes(5)));
        assertThat(claims.getJWTID()).isNotEmpty();
        assertThat(claims.getBooleanClaim("authenticated")).isTrue();
        assertThat(claims.getJSONObjectClaim("session"))
                .containsEntry("id", session.at("/session/id").asText())
                .containsEntry("authenticated_at", now.toString());
        assertThat(claims.getJSONObjectClaim("audience_member"))
                .containsEntry("email", someone)
                .containsEntry("name", null)
                .containsEntry("email_verified", true);
        assertThat(claims.getStringListClaim("resources")).isEmpty();
        assertThat(claims.getStringListClaim("products")).isEmpty();
    }

    @Test
    void givesAFreshTokenEachTime() {
        MailedLink.to(service, someone).signsIn(browser);

        Answer first = browser.get("api/session");
        Answer second = browser.get("api/session");

        assertThat(second.json().get("jwt")).isNotEqualTo(first.json().get("jwt"));
        assertThat(second.cookie("allegro_jwt"))
                .contains(second.json().get("jwt").asText());
        assertThat(second.cookie("__Host-allegro_session")).isEmpty();
    }

    @Test
    void prolongsItsLifeOnceAnHour() {
        MailedLink.to(service, someone).signsIn(browser);
        String handle = browser.cookie("__Host-allegro_session");
        service.clock().advance(Duration.ofMinutes(59));
        assertThat(browser.get("api/session").cookie("__Host-allegro_session")).isEmpty();

        service.clock().advance(Duration.ofMinutes(2));
        assertThat(browser.get("api/session").cookie("__Host-allegro_session")).contains(handle);
        assertThat(browser.get("api/session").cookie("__Host-allegro_session")).isEmpty();

        service.clock().advance(Duration.ofDays(364));
        assertThat(browser.get("api/session").json().get("session").isNull()).isFalse();
    }

    @Test
    void endsAYearAfterItWasLastUsed() {
        MailedLink.to(service, someone).signsIn(browser);
        service.clock().advance(Duration.ofDays(365));

        Answer answer = browser.get("api/session");

        assertThat(answer.json().get("session").isNull()).isTrue();
        assertThat(answer.json().get("jwt").isNull()).isTrue();
    }

    @Test
    void signsOut() {
        MailedLink.to(service, someone).signsIn(browser);
        Browser copied = browser.copy();

        Answer answer = browser.delete("api/session");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("=; Path=/; Max-Age=0;"));
        Answer late = copied.get("api/session");
        assertThat(late.json().get("jwt").isNull()).isTrue();
        assertThat(late.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("allegro_jwt=;"));
    }

    @Test
    void signsOutEverywhere() {
        Browser laptop = MailedLink.to(service, someone).signsIn();
        Browser phone = MailedLink.to(service, someone).signsIn();
        Browser stranger = MailedLink.to(service, MailedLink.someone()).signsIn();

        laptop.delete("api/session?everywhere=true");

        assertThat(phone.get("api/session").json().get("jwt").isNull()).isTrue();
        assertThat(stranger.get("api/session").json().get("jwt").isNull()).isFalse();
    }

    @Test
    void signsOutHereOnlyUnlessAskedForMore() {
        Browser laptop = MailedLink.to(service, someone).signsIn();
        Browser phone = MailedLink.to(service, someone).signsIn();

        laptop.delete("api/session");

        assertThat(phone.get("api/session").json().get("jwt").isNull()).isFalse();
    }

    private JWKSet published() throws java.text.ParseException {
        Answer answer = service.get(".well-known/jwks.json");
        assertThat(answer.header("Cache-Control")).contains("public, max-age=300");
        assertThat(answer.body()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
        return JWKSet.parse(answer.body());
    }
}
