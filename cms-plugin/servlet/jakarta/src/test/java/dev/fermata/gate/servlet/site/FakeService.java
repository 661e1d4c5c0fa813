package dev.fermata.gate.servlet.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** As much of the service as the gate and the proxy call. It remembers what it was asked, and can be stopped and held up. */
public final class FakeService implements AutoCloseable {

    /** A request as it arrived. */
    public record Received(String method, String target, Map<String, List<String>> headers, int length) {}

    private static final String PREMIUM = "{\"id\": \"res_1\", \"slug\": \"premium\", \"name\": \"Premium\"}";
    private static final Map<String, String> JSON = Map.of(
            "/.well-known/jwks.json",
            Tokens.jwks(),
            "/.well-known/openid-configuration",
            "{\"issuer\": \"" + Tokens.ISSUER + "\"}",
            "/api/v1/resources",
            "{\"data\": [" + PREMIUM + "]}",
            "/api/offers",
            """
                    {"data": [{"id": "off_1", "slug": "digital", "name": "Digital", "description": null, "terms": [{
                      "id": "term_month", "name": "One month", "price": {"amount": 999, "currency": "EUR"},
                      "duration": "P1M", "resources": [%s]}]}]}
                    """
                    .formatted(PREMIUM));

    /** What came through the proxy, the gate's own questions apart. */
    public final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    /** What arrived of the body that is being uploaded, piece by piece. */
    public final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();

    /** Lets a slow download go on. */
    public final Semaphore nextPiece = new Semaphore(0);

    private volatile CountDownLatch held = new CountDownLatch(0);
    private Server server;

    public FakeService() throws Exception {
        server = listen(0);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** From here on it takes requests and answers none. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    public void letGo() {
        held.countDown();
    }

    public void stop() throws Exception {
        server.stop();
    }

    public void startAgain() throws Exception {
        server = listen(port());
    }

    @Override
    public void close() throws Exception {
        letGo();
        stop();
    }

    private int port() {
        return URI.create(server.getURI().toString()).getPort();
    }

    private Server listen(int port) throws Exception {
        Server listening = new Server();
        ServerConnector connector = new ServerConnector(listening, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        listening.addConnector(connector);
        listening.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                held.await();
                answer(request, response);
                callback.succeeded();
                return true;
            }
        });
        listening.start();
        return listening;
    }

    private void answer(Request request, Response response) throws Exception {
        String path = request.getHttpURI().getPath();
        if (JSON.containsKey(path)) {
            send(response, 200, "application/json", JSON.get(path));
        } else if (path.equals("/client.js")) {
            send(response, 200, "text/javascript", "window.allegro=[]");
        } else if (path.equals("/api/upload")) {
            upload(request, response);
        } else if (path.equals("/api/download")) {
            download(response);
        } else {
            remember(request, Content.Source.asInputStream(request).readAllBytes().length);
            response.getHeaders().add("Set-Cookie", "allegro_session=s2; Path=/; HttpOnly");
            response.getHeaders().add("Set-Cookie", "allegro_jwt=j2; Path=/; HttpOnly");
            response.getHeaders().put("Location", "https://checkout.example/c/pay/cs_1");
            send(response, 303, "application/json", "{\"hello\": \"from the service\"}");
        }
    }

    private void upload(Request request, Response response) throws IOException {
        InputStream body = Content.Source.asInputStream(request);
        byte[] piece = new byte[65_536];
        int length = 0;
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            pieces.add(new String(piece, 0, read, UTF_8));
            length += read;
        }
        remember(request, length);
        send(response, 200, "text/plain", Integer.toString(length));
    }

    private void download(Response response) throws IOException, InterruptedException {
        response.getHeaders().put("Content-Type", "text/plain");
        try (OutputStream body = Content.Sink.asOutputStream(response)) {
            for (String piece : List.of("first\n", "second\n")) {
                nextPiece.acquire();
                body.write(piece.getBytes(UTF_8));
                body.flush();
            }
        }
    }

    private void remember(Request request, int length) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders()
                .getFieldNamesCollection()
                .forEach(name -> headers.put(name, request.getHeaders().getValuesList(name)));
        received.add(new Received(request.getMethod(), request.getHttpURI().getPathQuery(), headers, length));
    }

    private static void send(Response response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.getHeaders().put("Content-Type", type);
        response.getHeaders().put("Content-Length", body.length());
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            out.write(body.getBytes(UTF_8));
        }
    }
}
