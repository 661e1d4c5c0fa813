package dev.fermata.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fermata.demo.process.Probe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetourTest {

    private static final Duration LATE = Duration.ofMillis(400);

    private final Probe probe = new Probe();
    private HttpServer host;
    private Detour detour;

    @BeforeEach
    void standInBetween() throws Exception {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        host.start();
        detour = Detour.to(URI.create("http://localhost:" + host.getAddress().getPort()));
    }

    @AfterEach
    void leave() throws Exception {
        detour.close();
        host.stop(0);
    }

    @Test
    void passesOnWhatIsAsked() {
        assertThat(probe.status(detour.address())).isEqualTo(204);
    }

    @Test
    void bringsAnswersLateIfAskedTo() {
        detour.late(LATE);
        long begin = System.nanoTime();

        assertThat(probe.status(detour.address())).isEqualTo(204);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(LATE);
    }
}
