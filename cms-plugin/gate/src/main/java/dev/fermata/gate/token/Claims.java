package dev.fermata.gate.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.fermata.gate.Reader;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a token's claims; all that the gate relies on must be there. */
final class Claims {

    /** By how much this server's clock may be behind the service's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private Claims() {}

    /** @param issuer who must have signed, if that is known */
    static Optional<MemberToken> read(JWTClaimsSet claims, Optional<String> issuer, Instant now) throws ParseException {
        List<String> audience = claims.getAudience();
        Boolean authenticated = claims.getBooleanClaim("authenticated");
        List<String> resources = claims.getStringListClaim("resources");
        String member = claims.getSubject();
        boolean complete = audience.size() == 1
                && member != null
                && authenticated != null
                && resources != null
                && claims.getIssueTime() != null
                && claims.getExpirationTime() != null
                && claims.getIssuer() != null;
        if (!complete || issuer.isPresent() && !issuer.get().equals(claims.getIssuer())) {
            return Optional.empty();
        }
        Instant issuedAt = claims.getIssueTime().toInstant();
        Instant expiresAt = claims.getExpirationTime().toInstant();
        if (issuedAt.isAfter(now.plus(CLOCKS_DIFFER)) || !issuedAt.isBefore(expiresAt)) {
            return Optional.empty();
        }
        Map<String, Object> shown = claims.getJSONObjectClaim("audience_member");
        Set<String> slugs = new HashSet<>(resources);
        slugs.removeIf(slug -> slug == null || slug.isBlank());
        Reader reader = new Reader(member, text(shown, "email"), text(shown, "name"), authenticated, slugs, expiresAt);
        return Optional.of(new MemberToken(reader, audience.get(0), issuedAt));
    }

    private static @Nullable String text(@Nullable Map<String, Object> claim, String name) {
        return claim != null && claim.get(name) instanceof String text ? text : null;
    }
}
