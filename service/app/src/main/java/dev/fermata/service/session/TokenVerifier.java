package dev.fermata.service.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fermata.service.http.Origin;
import dev.fermata.service.member.MemberId;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Checks a member token that comes back: that one of our keys signed it with RS256 (RFC 8725, section 3.1: the algorithm is ours to
 * say, not the token's), that this service issued it, for this site, and that its time has not run out.
 */
public final class TokenVerifier {

    private static final int LONGEST = 8192;
    private static final String BEARER = "Bearer ";

    private final SigningKeys keys;
    private final InstantSource clock;
    private final String issuer;

    public TokenVerifier(SigningKeys keys, InstantSource clock, URI issuer) {
        this.keys = keys;
        this.clock = clock;
        this.issuer = issuer.toString();
    }

    /** The token that a request carries: in the header (RFC 6750), or else in the browser's cookie; null if there is none. */
    public static @Nullable String carried(@Nullable String authorization, UnaryOperator<@Nullable String> cookie) {
        String bearer = bearer(authorization);
        return bearer == null ? cookie.apply(SessionCookies.TOKEN) : bearer;
    }

    /** The token in an {@code Authorization} header; null if it holds none. */
    public static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    /** Empty for anything that does not hold, whatever is wrong with it. */
    public Optional<VerifiedToken> verify(@Nullable String token, Origin site) {
        if (token == null || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return isSigned(jwt) ? read(jwt.getJWTClaimsSet(), site) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        JWK key = jwt.getHeader().getKeyID() == null
                ? null
                : keys.published().getKeyByKeyId(jwt.getHeader().getKeyID());
        return JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                && key instanceof RSAKey ours
                && jwt.verify(verifier(ours));
    }

    private static JWSVerifier verifier(RSAKey key) throws JOSEException {
        return new RSASSAVerifier(key);
    }

    private Optional<VerifiedToken> read(JWTClaimsSet claims, Origin site) throws ParseException {
        Instant expiresAt = claims.getExpirationTime() == null
                ? Instant.MIN
                : claims.getExpirationTime().toInstant();
        Map<String, Object> session = claims.getJSONObjectClaim("session");
        boolean holds = issuer.equals(claims.getIssuer())
                && List.of(site.value()).equals(claims.getAudience())
                && clock.instant().isBefore(expiresAt)
                && claims.getSubject() != null;
        return holds && session != null && session.get("id") instanceof String id
                ? Optional.of(new VerifiedToken(new SessionId(id), new MemberId(claims.getSubject()), expiresAt))
                : Optional.empty();
    }
}
