package dev.fermata.stripesandbox.fidelity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The other end of a webhook: keeps what comes and answers as told. */
public final class WebhookReceiver implements AutoCloseable {

    /** One post as it came. */
    public record Received(String signature, String body) {

        public ObjectNode event() {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        }

        public String type() {
            return event().get("type").asText();
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final Server server = new Server();

    public WebhookReceiver() {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                received.add(
                        new Received(request.getHeaders().get("Stripe-Signature"), Content.Source.asString(request)));
                response.setStatus(status.get());
                if (status.get() / 100 == 3) {
                    response.getHeaders().put("Location", url() + "/elsewhere");
                }
                callback.succeeded();
                return true;
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/hook";
    }

    public void answer(int newStatus) {
        status.set(newStatus);
    }

    public List<Received> received() {
        return received;
    }

    public List<String> types() {
        return received.stream().map(Received::type).toList();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
