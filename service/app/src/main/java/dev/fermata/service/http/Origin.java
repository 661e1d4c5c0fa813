package dev.fermata.service.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** A web origin (RFC 6454) in its serialised form: scheme, host, and port unless it is the scheme's default. */
public record Origin(@JsonValue String value) {

    /** The origin of an absolute http or https URL; empty for anything else, user information and relative URLs included. */
    public static Optional<Origin> of(URI url) {
        if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        if (standard < 0) {
            return Optional.empty();
        }
        String port = url.getPort() < 0 || url.getPort() == standard ? "" : ":" + url.getPort();
        return Optional.of(new Origin(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port));
    }

    /** The origin that this text spells or is the URL of; empty if it is no such thing. */
    public static Optional<Origin> parse(String text) {
        try {
            return of(new URI(text));
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    public boolean isSecure() {
        return value.startsWith("https:");
    }

    @Override
    public String toString() {
        return value;
    }
}
