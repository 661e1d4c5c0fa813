package dev.fermata.gate.servlet.site;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Member tokens as the service signs them, and as nobody should. */
public final class Tokens {

    static final String ISSUER = "https://fermata.example.com";

    private static final RSAKey OURS = key("ours");
    private static final RSAKey THEIRS = key("ours");

    private Tokens() {}

    static String jwks() {
        return new JWKSet(OURS.toPublicJWK()).toString();
    }

    /** For this origin, good for five minutes. */
    public static String entitled(String origin, String... resources) {
        return sign(OURS, claims(origin, Duration.ofMinutes(5), true, resources));
    }

    /** Signed in, without any entitlement. */
    public static String registered(String origin) {
        return entitled(origin);
    }

    public static String expired(String origin) {
        return sign(OURS, claims(origin, Duration.ofHours(-2), true, "premium"));
    }

    /** Signed by a key that calls itself as ours does. */
    public static String foreign(String origin) {
        return sign(THEIRS, claims(origin, Duration.ofMinutes(5), true, "premium"));
    }

    public static String unsigned(String origin) {
        return new PlainJWT(claims(origin, Duration.ofMinutes(5), true, "premium")).serialize();
    }

    /** With one resource more than was signed. */
    public static String altered(String origin) {
        String[] signed = entitled(origin, "archive").split("\\.", -1);
        String[] wanted = entitled(origin, "premium").split("\\.", -1);
        return wanted[0] + "." + wanted[1] + "." + signed[2];
    }

    private static JWTClaimsSet claims(String origin, Duration life, boolean authenticated, String... resources) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(origin)
                .subject("mem_1")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now.minusSeconds(1)))
                .expirationTime(Date.from(now.plus(life)))
                .claim("authenticated", authenticated)
                .claim("session", Map.of("id", "ses_1", "authenticated_at", now.toString()))
                .claim(
                        "audience_member",
                        Map.of("id", "mem_1", "email", "rita@example.com", "name", "Rita", "email_verified", true))
                .claim("resources", List.of(resources))
                .claim("products", List.of(resources))
                .build();
    }

    private static String sign(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
