package dev.fermata.service.session;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.fermata.service.http.Reached;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.member.Members;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * The member token: what a session may use, signed, for five minutes. Anybody can check it with the published keys and without
 * asking the service.
 */
public final class MemberTokens {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Jdbi jdbi;
    private final SigningKeys keys;
    private final Members members;
    private final Function<DeviceSession, List<String>> resources;
    private final InstantSource clock;
    private final URI issuer;

    /**
     * @param resources the slugs that a session may use at this moment; for one that is only identified, those that it bought itself
     * @param issuer the service's public URL
     */
    public MemberTokens(
            Jdbi jdbi,
            SigningKeys keys,
            Members members,
            Function<DeviceSession, List<String>> resources,
            InstantSource clock,
            URI issuer) {
        this.jdbi = jdbi;
        this.keys = keys;
        this.members = members;
        this.resources = resources;
        this.clock = clock;
        this.issuer = issuer;
    }

    /** A token for this session, addressed to the site that the reader is on; empty for a stranger. */
    public Optional<String> issue(DeviceSession session, Reached reached) {
        return token(session, reached).map(MemberToken::jwt);
    }

    /** As {@link #issue}, together with what the token says. */
    public Optional<MemberToken> token(DeviceSession session, Reached reached) {
        MemberId id = session.memberId();
        if (id == null) {
            return Optional.empty();
        }
        return jdbi.inTransaction(tx -> members.find(tx, id)).map(member -> {
            AudienceMember shown = AudienceMember.of(member, session);
            List<String> slugs = List.copyOf(resources.apply(session));
            return new MemberToken(keys.sign(claims(session, shown, slugs, reached)), shown, slugs);
        });
    }

    private JWTClaimsSet claims(DeviceSession session, AudienceMember member, List<String> slugs, Reached reached) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .audience(reached.site().value())
                .subject(member.id().value())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .claim("authenticated", session.isAuthenticated())
                .claim("session", SessionView.of(session).toClaim())
                .claim("audience_member", member.toClaim())
                .claim("resources", slugs)
                .claim("products", slugs)
                .build();
    }
}
