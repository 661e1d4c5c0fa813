package dev.fermata.service.login;

import dev.fermata.service.member.EmailAddress;
import dev.fermata.service.session.SessionId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A mailed link, without the token in it. */
record LoginLink(
        String email,
        @Nullable SessionId deviceSessionId,
        String returnUrl,
        @Nullable String data,
        Instant expiresAt,
        @Nullable Instant usedAt) {

    String maskedEmail() {
        return new EmailAddress(email).masked();
    }

    URI returnsTo() {
        return URI.create(returnUrl);
    }

    boolean isUsed() {
        return usedAt != null;
    }

    boolean isExpiredAt(Instant now) {
        return !expiresAt.isAfter(now);
    }
}
