package dev.fermata.gate.service;

import java.net.URI;
import java.util.Locale;

/** Web origins in their serialised form: scheme, host, and port unless it is the scheme's default. */
public final class Origins {

    private Origins() {}

    /** The origin of an absolute URL, {@code https://www.example.com}. */
    public static String text(URI url) {
        return scheme(url) + "://" + hostAndPort(url);
    }

    /** As a browser writes it in {@code Host}. */
    public static String hostAndPort(URI url) {
        String host = url.getHost();
        if (host == null) {
            throw new IllegalArgumentException(url + " has no host");
        }
        int standard = isSecure(url) ? 443 : 80;
        String port = url.getPort() < 0 || url.getPort() == standard ? "" : ":" + url.getPort();
        return host.toLowerCase(Locale.ROOT) + port;
    }

    public static boolean isSecure(URI url) {
        return scheme(url).equals("https");
    }

    private static String scheme(URI url) {
        String scheme = url.getScheme();
        return scheme == null ? "http" : scheme.toLowerCase(Locale.ROOT);
    }
}
