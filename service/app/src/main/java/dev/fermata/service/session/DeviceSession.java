package dev.fermata.service.session;

import dev.fermata.service.member.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One browser, and who it is known to be.
 *
 * @param memberId whose browser it is; null for a stranger's that was given a session for another reason, such as a checkout
 * @param authenticatedAt when the member signed in here; null while the browser may use no more than what it bought itself
 */
public record DeviceSession(
        SessionId id,
        @Nullable MemberId memberId,
        @Nullable Instant authenticatedAt,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {

    /** The member signed in here, and everything that is theirs may be used. */
    public boolean isAuthenticated() {
        return memberId != null && authenticatedAt != null;
    }

    /** An e-mail address is known, signed in or not. */
    public boolean isIdentified() {
        return memberId != null;
    }
}
