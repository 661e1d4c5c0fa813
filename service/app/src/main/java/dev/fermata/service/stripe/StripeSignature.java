package dev.fermata.service.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a body was signed by Stripe, with the current or the previous secret, and not long ago
 * (<a href="https://docs.stripe.com/webhooks#verify-manually">Stripe: verify manually</a>).
 */
final class StripeSignature {

    /** In both directions; the library alone would accept any date in the future. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int LONGEST_HEADER = 2000;

    private final List<String> secrets;
    private final InstantSource clock;

    StripeSignature(List<String> secrets, InstantSource clock) {
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    boolean isConfigured() {
        return !secrets.isEmpty();
    }

    /** The body as text if it is genuine; empty for anything else, however it is malformed. */
    Optional<String> genuine(byte[] body, @Nullable String header) {
        if (header == null || header.length() > LONGEST_HEADER || !isRecent(header)) {
            return Optional.empty();
        }
        return utf8(body).filter(text -> secrets.stream().anyMatch(secret -> isSignedWith(secret, text, header)));
    }

    private static boolean isSignedWith(String secret, String body, String header) {
        try {
            // No tolerance here: the age was looked at with our own clock.
            return Webhook.Signature.verifyHeader(body, header, secret, 0);
        } catch (SignatureVerificationException | RuntimeException e) {
            // The library throws runtime exceptions for headers that are not of its form.
            return false;
        }
    }

    /** Reads the time exactly as the library does, which signs with it: one item, without a blank. */
    private boolean isRecent(String header) {
        List<String> times = Arrays.stream(header.split(",", -1))
                .filter(item -> item.strip().startsWith("t="))
                .toList();
        if (times.size() != 1 || !times.get(0).matches("t=\\d{1,12}")) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(times.get(0).substring(2)));
        return Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    private static Optional<String> utf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
