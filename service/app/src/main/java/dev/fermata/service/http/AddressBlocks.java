package dev.fermata.service.http;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.util.InetAddressSet;

/** A set of IP addresses, written as single ones and CIDR blocks. */
public final class AddressBlocks {

    private final InetAddressSet addresses = new InetAddressSet();

    /**
     * @param setting what they were written for
     * @throws IllegalArgumentException if a block is not one, naming it and the setting
     */
    public AddressBlocks(String setting, List<String> blocks) {
        for (String block : blocks) {
            if (!isBlock(block)) {
                throw new IllegalArgumentException(setting + ": " + block + " is no address and no CIDR block");
            }
            addresses.add(block);
        }
    }

    public boolean contains(InetAddress address) {
        return addresses.test(address);
    }

    /** Names are not accepted: looking one up here would make trust depend on DNS. */
    private static boolean isBlock(String block) {
        int slash = block.indexOf('/');
        String address = slash < 0 ? block : block.substring(0, slash);
        if (!InetAddresses.isInetAddress(address)) {
            return false;
        }
        int bits = InetAddresses.forString(address).getAddress().length * 8;
        return slash < 0
                || block.substring(slash + 1).matches("\\d{1,3}")
                        && Integer.parseInt(block.substring(slash + 1)) <= bits;
    }
}
