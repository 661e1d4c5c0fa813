package dev.fermata.service.webhook;

import dev.fermata.service.http.AddressBlocks;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses messages may be sent to: public ones, and those of the networks that the operator allows. So whoever may register
 * an endpoint cannot have the service speak to what only the service can reach. What is not public is listed by
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA</a> and
 * <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA</a>.
 */
final class AllowedAddresses {

    private static final AddressBlocks SPECIAL = new AddressBlocks(
            "special",
            List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Of these an IPv4 address is a part, or they are for examples only.
                    "2001::/32",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20"));

    /** All of IPv6 that is routed on the Internet. */
    private static final AddressBlocks GLOBAL_IPV6 = new AddressBlocks("global", List.of("2000::/3"));

    private final AddressBlocks allowed;

    /** @param networks addresses or CIDR blocks that are allowed although they are not public */
    AllowedAddresses(List<String> networks) {
        allowed = new AddressBlocks("webhooks.allowedNetworks", networks);
    }

    boolean contains(InetAddress address) {
        return allowed.contains(address) || isPublic(address);
    }

    boolean containLoopback() {
        return contains(InetAddress.getLoopbackAddress());
    }

    /** An IPv6 address that maps an IPv4 one is that one already: Java makes it so. */
    private static boolean isPublic(InetAddress address) {
        return !SPECIAL.contains(address) && (!(address instanceof Inet6Address) || GLOBAL_IPV6.contains(address));
    }
}
