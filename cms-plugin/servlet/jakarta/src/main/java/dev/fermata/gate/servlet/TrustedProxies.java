package dev.fermata.gate.servlet;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The web servers in front of this one whose word about a request is believed, as addresses and CIDR blocks. */
public final class TrustedProxies {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** All addresses that begin with the same so many bits. */
    private record Block(InetAddress address, int bits) {

        boolean contains(InetAddress other) {
            return other.getClass() == address.getClass() && beginning(other).equals(beginning(address));
        }

        private BigInteger beginning(InetAddress whole) {
            byte[] bytes = whole.getAddress();
            return new BigInteger(1, bytes).shiftRight(bytes.length * 8 - bits);
        }
    }

    private final List<Block> blocks;

    /** @throws IllegalArgumentException if one is no address and no CIDR block, naming it */
    public TrustedProxies(List<String> blocks) {
        this.blocks = blocks.stream().map(TrustedProxies::block).toList();
    }

    /** Believes nobody. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    boolean contains(String address) {
        return literal(address).filter(this::contains).isPresent();
    }

    /**
     * The visitor in {@code X-Forwarded-For}: its last address that is not one of these proxies. Whatever stands left of it may be the
     * visitor's own invention.
     */
    String clientOf(String peer, @Nullable String forwardedFor) {
        String client = peer;
        String[] hops = forwardedFor == null ? new String[0] : forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && contains(client); i--) {
            Optional<InetAddress> hop = literal(withoutPort(hops[i].strip()));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get().getHostAddress();
        }
        return client;
    }

    private boolean contains(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static Block block(String text) {
        String[] parts = text.split("/", 2);
        Optional<InetAddress> address = literal(parts[0]);
        int whole = address.map(found -> found.getAddress().length * 8).orElse(0);
        String length = parts.length == 1 ? Integer.toString(whole) : parts[1];
        if (address.isEmpty() || !length.matches("\\d{1,3}") || Integer.parseInt(length) > whole) {
            throw new IllegalArgumentException(text + " is no address and no CIDR block");
        }
        return new Block(address.get(), Integer.parseInt(length));
    }

    /** Names are not accepted: looking one up here would make trust depend on DNS. */
    private static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
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
