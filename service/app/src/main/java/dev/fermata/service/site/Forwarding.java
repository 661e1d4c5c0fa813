package dev.fermata.service.site;

import dev.fermata.service.http.Origin;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import java.net.URI;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a believed proxy says about where the browser is.
 *
 * @param prefix the path below which the service appears there, without a slash at its end; empty for the root
 */
record Forwarding(Origin origin, String prefix) {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:[0-9]{1,5})?");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]{1,64}){0,8}");

    /** Reads the headers; {@code X-Forwarded-Host} is known to be there. */
    static Forwarding of(String host, String ownScheme, UnaryOperator<@Nullable String> header) {
        String scheme = orElse(header.apply("X-Forwarded-Proto"), ownScheme).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw malformed("X-Forwarded-Proto is neither http nor https");
        }
        if (!HOST.matcher(host).matches()) {
            throw malformed("X-Forwarded-Host is not one host with an optional port");
        }
        String prefix = orElse(header.apply("X-Forwarded-Prefix"), "").replaceAll("/+$", "");
        if (!PREFIX.matcher(prefix).matches() || prefix.contains("/.")) {
            throw malformed("X-Forwarded-Prefix is not a plain path");
        }
        Origin origin = Origin.parse(scheme + "://" + host)
                .orElseThrow(() -> malformed("X-Forwarded-Host is not one host with an optional port"));
        return new Forwarding(origin, prefix);
    }

    /** Where {@code api/…} is below, as the browser sees it. */
    URI base() {
        return URI.create(origin + prefix + "/");
    }

    private static String orElse(@Nullable String value, String fallback) {
        return value == null ? fallback : value.strip();
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
