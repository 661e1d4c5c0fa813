package dev.fermata.gate.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Asks the service questions of the gate's own. Every answer and every failure is told to its health. */
public final class ServiceHttp {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client = newClient();
    private final ServiceAddress service;
    private final ServiceHealth health;

    public ServiceHttp(ServiceAddress service, ServiceHealth health) {
        this.service = service;
        this.health = health;
    }

    /** A client as all of the gate's are: HTTP/1.1, following nothing. */
    public static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /**
     * The answer, if it is one of the service and not of a machine in trouble.
     *
     * @throws IOException if there is none: no connection, no answer within seconds, or a status of 500 and above
     */
    public HttpResponse<byte[]> get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(path)).timeout(TIMEOUT).header("Accept", "application/json");
        headers.forEach(request::setHeader);
        long begin = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 500) {
                throw new IOException("status " + answer.statusCode());
            }
            health.answered(Duration.ofNanos(System.nanoTime() - begin));
            return answer;
        } catch (IOException e) {
            health.failed(words(e));
            throw e;
        }
    }

    /** What went wrong, for a person to read. */
    public static String words(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
