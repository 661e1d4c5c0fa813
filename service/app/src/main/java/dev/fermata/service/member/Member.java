package dev.fermata.service.member;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person known by an e-mail address.
 *
 * @param emailVerifiedAt when they first proved to read mail at that address; null while anybody could have typed it
 */
public record Member(
        MemberId id, String email, @Nullable String name, @Nullable Instant emailVerifiedAt, Instant createdAt) {

    public boolean isEmailVerified() {
        return emailVerifiedAt != null;
    }
}
