package dev.fermata.stripesandbox.event;

import dev.fermata.stripesandbox.event.StoredEvent.ApiVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery differs from a proper one.
 *
 * @param corruptSignature sign with a secret nobody has
 * @param corruptBody change the body after it was signed
 * @param secrets sign with these instead of the endpoint's own: an old one, or an old one and a new one; empty for its own
 * @param timestampOffset seconds added to the signature's time
 * @param version what {@code api_version} says
 */
public record Tampering(
        boolean corruptSignature, boolean corruptBody, List<String> secrets, long timestampOffset, ApiVersion version) {

    public static final Tampering NONE = new Tampering(false, null, 0, null);

    public Tampering(
            boolean corruptSignature, @Nullable String secret, long timestampOffset, @Nullable String apiVersion) {
        this(
                corruptSignature,
                false,
                secret == null ? List.of() : List.of(secret),
                timestampOffset,
                apiVersion == null ? ApiVersion.OWN : new ApiVersion(false, apiVersion));
    }

    public Tampering withCorruptSignature() {
        return new Tampering(true, corruptBody, secrets, timestampOffset, version);
    }

    public Tampering withCorruptBody() {
        return new Tampering(corruptSignature, true, secrets, timestampOffset, version);
    }

    /** One signature for each. */
    public Tampering withSecrets(String... signers) {
        return new Tampering(corruptSignature, corruptBody, List.of(signers), timestampOffset, version);
    }

    public Tampering withTimestampOffset(long seconds) {
        return new Tampering(corruptSignature, corruptBody, secrets, seconds, version);
    }

    /** As an older or newer API would send it; null for an event that names none. */
    public Tampering withApiVersion(@Nullable String apiVersion) {
        return new Tampering(
                corruptSignature, corruptBody, secrets, timestampOffset, new ApiVersion(false, apiVersion));
    }
}
