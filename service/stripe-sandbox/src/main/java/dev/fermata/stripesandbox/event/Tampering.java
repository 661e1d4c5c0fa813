package dev.fermata.stripesandbox.event;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery differs from a proper one.
 *
 * @param corruptSignature sign with a secret nobody has
 * @param corruptBody change the body after it was signed
 * @param secrets sign with these instead of the endpoint's own: an old one, or an old one and a new one; empty for its own
 * @param timestampOffset seconds added to the signature's time
 * @param changed fields of the event, not of its object, that say something else, as JSON values
 */
public record Tampering(
        boolean corruptSignature,
        boolean corruptBody,
        List<String> secrets,
        long timestampOffset,
        Map<String, String> changed) {

    public static final Tampering NONE = new Tampering(false, false, List.of(), 0, Map.of());

    public Tampering(
            boolean corruptSignature, @Nullable String secret, long timestampOffset, @Nullable String apiVersion) {
        this(
                corruptSignature,
                false,
                secret == null ? List.of() : List.of(secret),
                timestampOffset,
                apiVersion == null ? Map.of() : Map.of("api_version", json(apiVersion)));
    }

    public Tampering withCorruptSignature() {
        return new Tampering(true, corruptBody, secrets, timestampOffset, changed);
    }

    public Tampering withCorruptBody() {
        return new Tampering(corruptSignature, true, secrets, timestampOffset, changed);
    }

    /** One signature for each. */
    public Tampering withSecrets(String... signers) {
        return new Tampering(corruptSignature, corruptBody, List.of(signers), timestampOffset, changed);
    }

    public Tampering withTimestampOffset(long seconds) {
        return new Tampering(corruptSignature, corruptBody, secrets, seconds, changed);
    }

    /** As an older or newer API would send it; null for an event that names none. */
    public Tampering withApiVersion(@Nullable String apiVersion) {
        return with("api_version", apiVersion == null ? "null" : json(apiVersion));
    }

    /** As if it had happened in this connected account. */
    public Tampering withAccount(String id) {
        return with("account", json(id));
    }

    /** As if it had happened in this mode. */
    public Tampering withLivemode(boolean live) {
        return with("livemode", Boolean.toString(live));
    }

    private Tampering with(String field, String value) {
        Map<String, String> more = new HashMap<>(changed);
        more.put(field, value);
        return new Tampering(corruptSignature, corruptBody, secrets, timestampOffset, Map.copyOf(more));
    }

    private static String json(String text) {
        return TextNode.valueOf(text).toString();
    }
}
