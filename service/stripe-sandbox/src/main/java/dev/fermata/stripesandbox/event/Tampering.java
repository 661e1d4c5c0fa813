package dev.fermata.stripesandbox.event;

import org.jspecify.annotations.Nullable;

/**
 * How a redelivery differs from a proper one.
 *
 * @param corruptSignature sign with a secret nobody has
 * @param secret sign with this secret instead of the endpoint's (a rolled one, say)
 * @param timestampOffset seconds added to the signature's time
 * @param apiVersion what {@code api_version} says instead
 */
public record Tampering(
        boolean corruptSignature, @Nullable String secret, long timestampOffset, @Nullable String apiVersion) {

    public static final Tampering NONE = new Tampering(false, null, 0, null);
}
