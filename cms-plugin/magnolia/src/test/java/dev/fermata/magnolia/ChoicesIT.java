package dev.fermata.magnolia;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoicesIT {

    private static final String OFFERS =
            """
            {"data": [{"id": "off_digital", "slug": "digital", "name": "Digital", "description": null, "terms": [
              {"id": "term_month", "name": "One month", "resources": [{"id": "res_1", "slug": "premium", "name": "Premium"}]},
              {"id": "term_all", "name": "For good", "resources": [{"id": "res_1", "slug": "premium", "name": "Premium"}]}]}]}
            """;
    private static final String RESOURCES =
            """
            {"data": [{"id": "res_1", "slug": "premium", "name": "Premium"}, {"id": "res_2", "slug": "archive", "name": "Archive"}]}
            """;

    @TempDir
    Path lightModules;

    private HttpServer service;
    private int port;

    @BeforeEach
    void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/api/offers", 200, OFFERS);
        service.createContext("/api/v1/resources", exchange -> {
            boolean known = "Bearer fmt_1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = RESOURCES.getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, known ? body.length : -1);
            if (known) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        service.start();
        port = service.getAddress().getPort();
    }

    @AfterEach
    void stopService() {
        service.stop(0);
    }

    @Test
    void resourcesThatAreSoldAreKnownWithoutAToken() throws Exception {
        assertThat(Choices.run(arguments(), Map.of())).isEqualTo("1 offers, 1 resources; 4 files changed");
    }

    @Test
    void allResourcesAreKnownWithOne() throws Exception {
        assertThat(Choices.run(arguments(), Map.of("FERMATA_SERVER_TOKEN", "fmt_1")))
                .isEqualTo("1 offers, 2 resources; 4 files changed");
    }

    @Test
    void listsStayAsTheyAreWhenTheServiceRefuses() {
        assertThatThrownBy(() -> Choices.run(arguments(), Map.of("FERMATA_SERVER_TOKEN", "fmt_2")))
                .isInstanceOf(IOException.class)
                .hasMessage("the service answered 401 to api/v1/resources");
        assertThat(lightModules).isEmptyDirectory();
    }

    @Test
    void aServiceThatIsNotThereIsNamed() {
        stopService();
        assertThatThrownBy(() -> Choices.run(arguments(), Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("nothing answers at " + address() + "/api/offers");
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path nowhere = lightModules.resolve("nowhere");
        assertThatThrownBy(() -> Choices.run(List.of(address(), nowhere.toString()), Map.of()))
                .hasMessage("there is no directory " + nowhere);
    }

    private List<String> arguments() {
        return List.of(address(), lightModules.toString());
    }

    private String address() {
        return "http://localhost:" + port;
    }

    private void answer(String path, int status, String body) {
        service.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
