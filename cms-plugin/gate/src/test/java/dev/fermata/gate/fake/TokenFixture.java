package dev.fermata.gate.fake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A member token as the service signs it; tests say what is odd about theirs. */
public final class TokenFixture {

    public static final String ORIGIN = "https://magazine.example";
    public static final String ISSUER = "https://pay.example";

    private final Map<String, Object> claims = new LinkedHashMap<>();
    private RSAKey key = Keys.SERVICE;
    private JWSAlgorithm algorithm = JWSAlgorithm.RS256;

    private TokenFixture(Instant now) {
        claims.put("iss", ISSUER);
        claims.put("aud", ORIGIN);
        claims.put("sub", "mem_1");
        claims.put("jti", "jti-" + now);
        claims.put("authenticated", true);
        claims.put("audience_member", Map.of("id", "mem_1", "email", "ann@example.com", "name", "Ann"));
        claims.put("resources", List.of());
        issued(now);
    }

    public static TokenFixture aToken(Instant now) {
        return new TokenFixture(now);
    }

    public TokenFixture issued(Instant time) {
        claims.put("iat", Date.from(time));
        claims.put("exp", Date.from(time.plus(Duration.ofMinutes(5))));
        return this;
    }

    public TokenFixture forResources(String... slugs) {
        return with("resources", List.of(slugs));
    }

    public TokenFixture identifiedOnly() {
        return with("authenticated", false);
    }

    public TokenFixture with(String claim, Object value) {
        claims.put(claim, value);
        return this;
    }

    public TokenFixture without(String claim) {
        claims.remove(claim);
        return this;
    }

    public TokenFixture signedWith(RSAKey other) {
        key = other;
        return this;
    }

    public TokenFixture signedBy(JWSAlgorithm other) {
        algorithm = other;
        return this;
    }

    public JWTClaimsSet claims() {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        return set.build();
    }

    public String jwt() {
        try {
            return jwt(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()), new RSASSASigner(key.toPrivateKey(), true));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String jwt(JWSHeader.Builder header, JWSSigner signer) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header.type(JOSEObjectType.JWT).build(), claims());
        jwt.sign(signer);
        return jwt.serialize();
    }
}
