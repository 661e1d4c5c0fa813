package dev.fermata.service.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The access check of somebody who brings a member token: what it opens, for how long, and what opens nothing. */
class AccessTokenIT {

    /** Of one answer, not of its kind. */
    private static final Set<String> OF_ONE_ANSWER = Set.of("date", "x-request-id");

    private static final String PREMIUM = "api/access?resource=premium";

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @Test
    void opensByTheTokenAloneInTheHeaderAndInTheCookie() {
        String token = buy("term_day_pass");

        for (int i = 0; i < 3; i++) {
            assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");
            assertThat(reason(browser.get(PREMIUM))).isEqualTo("entitled");
            assertThat(ask("api/access/gate?resource=premium", token).status()).isEqualTo(204);
        }
    }

    @Test
    void answersTheSameTheShortWayAndTheLong() {
        String token = buy("term_day_pass");
        for (String call :
                new String[] {PREMIUM, "api/access?resource=video&resource=premium", "api/access/gate?resource=premium"
                }) {
            Answer theLongWay = ask(call + "&resource=archive", token, "Accept", "application/json;q=0.9");
            ask(call, token);
            Answer theShortWay = ask(call, token);

            assertThat(theShortWay.status()).isEqualTo(theLongWay.status());
            assertThat(theShortWay.body()).isEqualTo(theLongWay.body());
            assertThat(kind(theShortWay)).isEqualTo(kind(theLongWay));
        }
    }

    @Test
    void carriesTheRequestIdOnTheShortWay() {
        String token = buy("term_day_pass");
        ask(PREMIUM, token);

        Answer answer = ask(PREMIUM, token, "X-Request-Id", "asked-by-a-test");

        assertThat(answer.headers().firstValue("X-Request-Id")).contains("asked-by-a-test");
    }

    @Test
    void opensNothingByATokenThatIsNotOurs() throws Exception {
        String token = buy("term_day_pass");
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(SignedJWT.parse(token).getHeader().getKeyID())
                .build();
        var forged = new SignedJWT(header, claims);
        forged.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        var published = shop.service().get(".well-known/jwks.json").body().getBytes();
        var byPublicKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(header.getKeyID())
                        .build(),
                claims);
        byPublicKey.sign(new MACSigner(published));
        String changed = token.substring(0, token.length() - 8) + "AAAAAAAA";

        for (String bad : List.of(
                forged.serialize(),
                byPublicKey.serialize(),
                new PlainJWT(claims).serialize(),
                changed,
                token + "." + token,
                "x".repeat(7000),
                "..",
                "")) {
            assertThat(reason(ask(PREMIUM, bad))).as(bad).isEqualTo("not_signed_in");
            assertThat(reason(ask(PREMIUM, bad))).as(bad).isEqualTo("not_signed_in");
        }
        assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");
    }

    @Test
    void opensNothingOnAnotherSite() {
        String token = buy("term_day_pass");
        assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");

        Answer elsewhere = shop.service().get(PREMIUM, "Authorization", "Bearer " + token);

        assertThat(reason(elsewhere)).isEqualTo("not_signed_in");
    }

    @Test
    void opensNothingWhenItsTimeIsOver() {
        String token = buy("term_day_pass");
        assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");

        shop.clock().advance(Duration.ofMinutes(5));

        assertThat(reason(ask(PREMIUM, token))).isEqualTo("not_signed_in");
        assertThat(reason(browser.get(PREMIUM))).isEqualTo("entitled");
    }

    @Test
    void opensNothingWhenTheEntitlementIsOver() {
        String token = buy("term_day_pass");
        end(Duration.ofMinutes(2));
        assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");

        shop.clock().advance(Duration.ofMinutes(2));

        assertThat(reason(ask(PREMIUM, token))).isEqualTo("not_entitled");
    }

    @Test
    void staysOpenNoLongerThanTheTokenWhenItIsRevoked() {
        String token = buy("term_day_pass");
        assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");

        revoke();

        assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");
        shop.clock().advance(Duration.ofMinutes(5));
        assertThat(reason(ask(PREMIUM, token))).isEqualTo("not_signed_in");
        assertThat(reason(browser.get(PREMIUM))).isEqualTo("not_entitled");
    }

    @Test
    void opensNothingThatWasRevokedBeforeItWasAsked() {
        String token = buy("term_day_pass");

        revoke();

        assertThat(reason(ask(PREMIUM, token))).isEqualTo("not_entitled");
    }

    @Test
    void opensNothingOfASessionThatEndedBeforeItWasAsked() {
        String token = buy("term_day_pass");

        assertThat(browser.delete("api/session").status()).isEqualTo(204);

        assertThat(reason(ask(PREMIUM, token))).isEqualTo("not_signed_in");
    }

    @Test
    void opensAtOnceWhatWasBoughtAfterTheTokenWasIssued() {
        String token = buy("term_day_pass");
        assertThat(reason(ask("api/access?resource=archive", token))).isEqualTo("not_entitled");
        assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");

        buy("term_month");

        assertThat(reason(ask("api/access?resource=archive", token))).isEqualTo("entitled");
    }

    @Test
    void turnsAwayWhatIsWrongWithTheQuestionWhateverTheToken() {
        String token = buy("term_day_pass");
        assertThat(reason(ask(PREMIUM, token))).isEqualTo("entitled");
        String fifty = IntStream.range(0, 50).mapToObj(i -> "resource=premium").collect(Collectors.joining("&"));

        assertThat(reason(ask("api/access?" + fifty, token))).isEqualTo("entitled");
        assertThat(ask("api/access?" + fifty + "&resource=premium", token).problem())
                .isEqualTo("invalid-request");
        assertThat(ask("api/access?resource=premium&resource=nothing", token).problem())
                .isEqualTo("resource-not-found");
        assertThat(ask("api/access", token).problem()).isEqualTo("invalid-request");
        assertThat(ask("api/access?resource=premium%00", token).problem()).isEqualTo("malformed-request");
    }

    @Test
    void tellsAPageOnAnotherOriginByTheLongWay() {
        String token = buy("term_day_pass");
        ask(PREMIUM, token);

        Answer answer = ask(PREMIUM, token, "Origin", ServiceUnderTest.SITE);

        assertThat(reason(answer)).isEqualTo("entitled");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ServiceUnderTest.SITE);
    }

    /** The browser's token afterwards. */
    private String buy(String term) {
        Bought bought = browser.buys(term);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        assertThat(browser.open(bought.returnPath()).status()).isEqualTo(303);
        return browser.get("api/session").json().get("jwt").asText();
    }

    /** Somebody who has the token and none of the browser's cookies. */
    private Answer ask(String call, String token, String... headers) {
        var all = new ArrayList<>(List.of(
                "X-Forwarded-Host", "site.example",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Prefix", "/_fermata",
                "Fermata-Server-Token", ServiceUnderTest.API_TOKEN,
                "Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        return shop.service().get(call, all.toArray(String[]::new));
    }

    private void revoke() {
        change("UPDATE entitlement SET revoked_at = now(), revoked_for = 'decision' WHERE member_id = :member");
    }

    private void end(Duration in) {
        shop.service().database().useHandle(tx -> tx.createUpdate(
                        "UPDATE entitlement SET ended_at = :end, browser_ended_at = :end WHERE member_id = :member")
                .bind("end", shop.clock().instant().plus(in))
                .bind("member", member())
                .execute());
    }

    private void change(String sql) {
        shop.service()
                .database()
                .useHandle(tx -> tx.createUpdate(sql).bind("member", member()).execute());
    }

    private String member() {
        return browser.get("api/session").json().at("/audience_member/id").asText();
    }

    private static String reason(Answer answer) {
        JsonNode json = answer.json();
        assertThat(json.get("granted").asBoolean())
                .isEqualTo(json.get("reason").asText().equals("entitled"));
        return json.get("reason").asText();
    }

    private static Map<String, List<String>> kind(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (!OF_ONE_ANSWER.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                headers.put(name.toLowerCase(java.util.Locale.ROOT), values);
            }
        });
        return headers;
    }
}
