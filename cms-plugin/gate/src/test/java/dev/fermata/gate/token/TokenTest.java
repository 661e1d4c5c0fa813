package dev.fermata.gate.token;

import static dev.fermata.gate.fake.GateExtension.jwt;
import static dev.fermata.gate.fake.GateExtension.requestOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GateDecision.Granted;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.fake.GateExtension;
import dev.fermata.gate.fake.Keys;
import dev.fermata.gate.fake.TokenFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    @RegisterExtension
    final GateExtension site = new GateExtension();

    @Test
    void aValidTokenOpensWhatItIsFor() {
        assertThat(site.premium(jwt(site.aToken().forResources("premium").jwt())))
                .isEqualTo(new Granted(Granted.Reason.ENTITLED));
    }

    @Test
    void aValidTokenTellsWhoIsReading() {
        assertThat(site.visit(jwt(site.aToken().forResources("premium").jwt())).reader())
                .hasValueSatisfying(reader -> {
                    assertThat(reader.memberId()).isEqualTo("mem_1");
                    assertThat(reader.email()).isEqualTo("ann@example.com");
                    assertThat(reader.name()).isEqualTo("Ann");
                    assertThat(reader.authenticated()).isTrue();
                    assertThat(reader.resources()).isEqualTo(Set.of("premium"));
                    assertThat(reader.expiresAt()).isEqualTo(NOW.plusSeconds(300));
                });
    }

    @Test
    void aValidTokenIsDecidedAboutWithoutTheService() {
        String token = site.aToken().forResources("premium").jwt();
        site.service.stop();

        assertThat(site.premium(jwt(token), GateExtension.session("s1")).isOpen())
                .isTrue();
        assertThat(site.service.calls("/api/session")).isEmpty();
    }

    static Stream<Arguments> forgeries() throws Exception {
        JWTClaimsSet premium = premium().claims();
        String valid = premium().jwt();
        String[] parts = valid.split("\\.");
        byte[] publicKey = Keys.SERVICE.toRSAPublicKey().getEncoded();
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        premium().with("sub", "mem_2").claims().toString().getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                arguments("none", new PlainJWT(premium).serialize()),
                arguments(
                        "none with the key's name",
                        new PlainJWT(
                                        new PlainHeader.Builder()
                                                .customParam("kid", "key-1")
                                                .build(),
                                        premium)
                                .serialize()),
                arguments(
                        "None, spelled differently",
                        header("{\"alg\":\"nOnE\",\"kid\":\"key-1\"}") + "." + parts[1] + "."),
                arguments("RS256 without signature", parts[0] + "." + parts[1] + "."),
                arguments(
                        "HS256 with the public key as secret",
                        premium()
                                .jwt(
                                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1"),
                                        new MACSigner(publicKey))),
                arguments(
                        "the service's key, another algorithm",
                        premium().signedBy(JWSAlgorithm.RS512).jwt()),
                arguments("PS256", premium().signedBy(JWSAlgorithm.PS256).jwt()),
                arguments(
                        "somebody else's key under the name",
                        premium().signedWith(Keys.FOREIGN).jwt()),
                arguments(
                        "no key's name",
                        premium().jwt(new JWSHeader.Builder(JWSAlgorithm.RS256), new RSASSASigner(Keys.SERVICE))),
                arguments(
                        "a key of its own",
                        premium()
                                .jwt(
                                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                                .jwk(Keys.FOREIGN.toPublicJWK())
                                                .keyID("key-1"),
                                        new RSASSASigner(Keys.FOREIGN))),
                arguments(
                        "an extension that must be understood",
                        premium()
                                .jwt(
                                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                                .keyID("key-1")
                                                .criticalParams(Set.of("exp")),
                                        new RSASSASigner(Keys.SERVICE))),
                arguments("other claims under the signature", parts[0] + "." + claims + "." + parts[2]),
                arguments(
                        "another site's",
                        premium().with("aud", "https://other.example").jwt()),
                arguments(
                        "for two sites",
                        premium()
                                .with("aud", List.of(TokenFixture.ORIGIN, "https://other.example"))
                                .jwt()),
                arguments(
                        "another issuer's",
                        premium().with("iss", "https://evil.example").jwt()),
                arguments(
                        "over",
                        premium().issued(NOW.minus(Duration.ofMinutes(5))).jwt()),
                arguments(
                        "from the future",
                        premium().issued(NOW.plus(Duration.ofMinutes(2))).jwt()),
                arguments(
                        "over before it was issued",
                        premium()
                                .issued(NOW)
                                .with("exp", java.util.Date.from(NOW.minusSeconds(1)))
                                .jwt()),
                arguments(
                        "resources in one string",
                        premium().with("resources", "premium").jwt()),
                arguments(
                        "too long",
                        premium()
                                .with(
                                        "resources",
                                        IntStream.range(0, 2000)
                                                .mapToObj(i -> "premium" + i)
                                                .toList())
                                .jwt()),
                arguments("too long, by its tail", valid + "A".repeat(9000)),
                arguments("with a tail", valid + "."),
                arguments("four parts", valid + ".x"),
                arguments("nothing in it", "."),
                arguments("dots", ".."),
                arguments("no token at all", "<script>alert(1)</script>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void refusesWhatTheServiceDidNotSignForThisSiteAndMoment(String what, String token) {
        assertThat(site.premium(jwt(token))).isInstanceOf(Denied.class);
        assertThat(site.visit(jwt(token)).reader()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "iat", "exp", "authenticated", "resources"})
    void refusesATokenThatLeavesOpenWhatMatters(String claim) {
        assertThat(site.premium(jwt(premium().without(claim).jwt())).isOpen()).isFalse();
    }

    @Test
    void takesATokenWithoutNameOrAddress() {
        String token = premium().without("audience_member").jwt();

        assertThat(site.premium(jwt(token)).isOpen()).isTrue();
    }

    @Test
    void aTokenThatWasGoodOnOneSiteIsNoneOnAnother() {
        GatedContent content = new GatedContent("a", GateExtension.PREMIUM);
        String token = jwt(premium().jwt());

        assertThat(site.gate
                        .decide(requestOn(TokenFixture.ORIGIN, token), content)
                        .isOpen())
                .isTrue();
        assertThat(site.gate
                        .decide(requestOn("http://localhost:8080", token), content)
                        .isOpen())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://MAGAZINE.example:443", "https://evil.example", "https://magazine.example.evil.example"})
    void anOriginThatIsNotOursCountsAsTheUsualOne(String origin) {
        GatedContent content = new GatedContent("a", GateExtension.PREMIUM);

        assertThat(site.gate
                        .decide(requestOn(origin, jwt(premium().jwt())), content)
                        .isOpen())
                .isTrue();
        assertThat(site.gate
                        .decide(
                                requestOn(
                                        origin,
                                        jwt(premium().with("aud", origin + "/").jwt())),
                                content)
                        .isOpen())
                .isFalse();
    }

    @Test
    void aRememberedTokenEndsWhenItSaysSo() {
        String token = jwt(premium().jwt());

        assertThat(site.premium(token).isOpen()).isTrue();
        site.clock.pass(Duration.ofMinutes(5));

        assertThat(site.premium(token).isOpen()).isFalse();
    }

    private static TokenFixture premium() {
        return TokenFixture.aToken(NOW).forResources("premium");
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
