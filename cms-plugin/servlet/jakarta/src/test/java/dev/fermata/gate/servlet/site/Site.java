package dev.fermata.gate.servlet.site;

import dev.fermata.gate.servlet.FermataFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The example application behind the filter, and the service that it asks. */
public final class Site implements AutoCloseable {

    /** As the guide tells to register it. */
    public static final Set<DispatcherType> AS_IN_THE_GUIDE =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

    public final FakeService service = new FakeService();
    private final int port = freePort();
    private final Container container;

    public Site(Container.Factory containers, Set<DispatcherType> dispatches, Map<String, String> more)
            throws Exception {
        System.setProperty("test.server-token", "the-server-token");
        Map<String, String> parameters = new HashMap<>(Map.of(
                "service",
                service.address().toString(),
                "server-token",
                "${test.server-token}",
                "origins",
                origin() + " https://www.example.com",
                "directory",
                Files.createTempDirectory("gate").toString()));
        parameters.putAll(more);
        container = containers.start(new Container.Gate(new FermataFilter(), parameters, dispatches), port);
    }

    /** What a browser here shows in its address bar. */
    public String origin() {
        return "http://localhost:" + port;
    }

    public int port() {
        return port;
    }

    public Raw get(String target, String... headers) throws IOException {
        return ask("GET", target, headers);
    }

    /** As a reader with this member token. */
    public Raw read(String target, String token) throws IOException {
        return get(target, "Cookie: other=1; allegro_jwt=" + token);
    }

    public Raw ask(String method, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\nHost: localhost:" + port + "\n");
        for (String header : headers) {
            request.append(header).append('\n');
        }
        return Raw.send(port, request + "Connection: close\n\n");
    }

    @Override
    public void close() throws Exception {
        container.close();
        service.close();
    }

    /** The site's origin is told to the filter before the container listens. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
