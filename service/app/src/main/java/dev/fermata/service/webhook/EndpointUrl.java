package dev.fermata.service.webhook;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** What an endpoint's address must be, as far as can be said of it before it is connected to. */
final class EndpointUrl {

    private EndpointUrl() {}

    /** What is wrong with it, as the end of a sentence; empty if nothing is. */
    static Optional<String> problem(String text, AllowedAddresses allowed) {
        URI url;
        try {
            url = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL");
        }
        String host = url.getHost();
        if (host == null || !url.isAbsolute()) {
            return Optional.of("must be a URL");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("must have neither a user nor a fragment");
        }
        if (!isSecure(url, host, allowed)) {
            return Optional.of("must begin with https://");
        }
        return isForbidden(host, allowed)
                ? Optional.of("must be a public address, or in one of webhooks.allowedNetworks")
                : Optional.empty();
    }

    /** Unencrypted on one's own machine only, where that is allowed at all. */
    private static boolean isSecure(URI url, String host, AllowedAddresses allowed) {
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> isLoopback(host) && allowed.containLoopback();
            default -> false;
        };
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static boolean isForbidden(String host, AllowedAddresses allowed) {
        return address(host).filter(address -> !allowed.contains(address)).isPresent();
    }

    private static Optional<InetAddress> address(String host) {
        return InetAddresses.isUriInetAddress(host) ? Optional.of(InetAddresses.forUriString(host)) : Optional.empty();
    }
}
