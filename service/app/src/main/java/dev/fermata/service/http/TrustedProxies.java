package dev.fermata.service.http;

import com.google.common.net.InetAddresses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses whose word about a request is believed: single ones, ranges, and CIDR blocks. */
public final class TrustedProxies {

    private final AddressBlocks addresses;

    /** @throws IllegalArgumentException if a block is not one, naming it */
    public TrustedProxies(List<String> blocks) {
        addresses = new AddressBlocks("trustedProxies", blocks);
    }

    /** Whether the address, as text, is one of them. */
    public boolean contains(String address) {
        return InetAddresses.isInetAddress(address) && addresses.contains(InetAddresses.forString(address));
    }

    /**
     * The client in {@code X-Forwarded-For}: its last address that is not one of these proxies. Whatever stands left of it may be
     * the client's own invention.
     */
    public String clientOf(String peer, @Nullable String forwardedFor) {
        String client = peer;
        String[] hops = forwardedFor == null ? new String[0] : forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = withoutPort(hops[i].strip());
            if (!InetAddresses.isInetAddress(hop)) {
                return client;
            }
            client = InetAddresses.toAddrString(InetAddresses.forString(hop));
            if (!contains(client)) {
                return client;
            }
        }
        return client;
    }

    /** {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711} are written by some proxies. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.contains("]")) {
            return hop.substring(1, hop.indexOf(']'));
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
