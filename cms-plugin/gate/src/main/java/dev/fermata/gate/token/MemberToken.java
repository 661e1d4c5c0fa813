package dev.fermata.gate.token;

import dev.fermata.gate.Reader;
import java.time.Instant;

/**
 * What a genuine token says.
 *
 * @param audience the origin that it counts on
 */
public record MemberToken(Reader reader, String audience, Instant issuedAt) {

    public boolean isValidAt(Instant now) {
        return now.isBefore(reader.expiresAt());
    }
}
