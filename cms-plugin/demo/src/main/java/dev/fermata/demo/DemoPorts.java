package dev.fermata.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** Which port each part of the demo has. */
public record DemoPorts(Map<DemoPort, Integer> numbers) {

    private static final int CONNECT_MILLIS = 500;

    public DemoPorts {
        numbers = Map.copyOf(numbers);
    }

    /** The usual ports, or those named by properties. */
    public static DemoPorts from(Properties properties) {
        Map<DemoPort, Integer> numbers = new EnumMap<>(DemoPort.class);
        for (DemoPort port : DemoPort.values()) {
            String moved = properties.getProperty(port.property(), "").strip();
            numbers.put(port, moved.isEmpty() ? port.usual() : number(port, moved));
        }
        return new DemoPorts(numbers);
    }

    /** Ports that nobody uses at this moment. */
    public static DemoPorts free() {
        Map<DemoPort, Integer> numbers = new EnumMap<>(DemoPort.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (DemoPort port : DemoPort.values()) {
                ServerSocket socket = new ServerSocket(0);
                held.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("no free ports", e);
        }
        return new DemoPorts(numbers);
    }

    public int number(DemoPort port) {
        return Objects.requireNonNull(numbers.get(port));
    }

    /** Where a browser on this machine finds it. */
    public URI address(DemoPort port) {
        return URI.create("http://localhost:" + number(port));
    }

    /** Refuses to go on if a port is taken or wanted twice, naming every one of them and how to move it. */
    public void requireFree() throws DemoException {
        List<String> complaints = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (DemoPort port : DemoPort.values()) {
            if (!seen.add(number(port))) {
                complaints.add(complaint(port, "is given to two parts"));
            } else if (isTaken(number(port))) {
                complaints.add(complaint(port, "is taken by another program"));
            }
        }
        if (!complaints.isEmpty()) {
            throw new DemoException(String.join("\n", complaints));
        }
    }

    private String complaint(DemoPort port, String what) {
        return "Port %d %s. The demo needs it for %s; move that with -D%s=<port>."
                .formatted(number(port), what, port.user(), port.property());
    }

    private static int number(DemoPort port, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0 && number < 65536) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with every other number that is no port.
        }
        throw new DemoException("%s=%s is not a port: a number from 1 to 65535.".formatted(port.property(), text));
    }

    /** Asks both ways, because a listener on one address family need not stop a bind to the other. */
    private static boolean isTaken(int port) {
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            return true;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
