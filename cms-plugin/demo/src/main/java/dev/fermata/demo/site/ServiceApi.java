package dev.fermata.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fermata.demo.proxy.Origin;
import dev.fermata.gate.proxy.ForwardedHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** The service's browser API, asked by the site's server on behalf of the reader whose request it is answering. */
final class ServiceApi {

    /** What the service said; a service that can't be reached is a 503 without a body. Cookies are the reader's. */
    record Reply(int status, JsonNode body, List<String> setCookies) {

        boolean ok() {
            return status / 100 == 2;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final URI service;
    private final ForwardedHeaders forwarded;
    private final Duration patience;

    ServiceApi(URI service, ForwardedHeaders forwarded, Duration patience) {
        this.service = service;
        this.forwarded = forwarded;
        this.patience = patience;
    }

    Reply get(Request reader, String path) throws InterruptedException {
        return send(request(reader, path).GET());
    }

    Reply post(Request reader, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(reader, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Reply delete(Request reader, String path) throws InterruptedException {
        return send(request(reader, path).DELETE());
    }

    private HttpRequest.Builder request(Request reader, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(path)).timeout(patience).header("Accept", "application/json");
        forwarded.of(Origin.of(reader), Request.getRemoteAddr(reader)).forEach(request::header);
        String cookies = String.join("; ", reader.getHeaders().getValuesList(HttpHeader.COOKIE));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return request;
    }

    private Reply send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            JsonNode body = response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
            return new Reply(response.statusCode(), body, response.headers().allValues("Set-Cookie"));
        } catch (IOException e) {
            return new Reply(503, MissingNode.getInstance(), List.of());
        }
    }
}
