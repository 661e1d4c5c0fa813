package dev.fermata.stripesandbox;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server around the sandbox: loopback only. */
final class SandboxServer {

    private SandboxServer() {}

    static StripeSandbox start(SandboxOptions options) {
        QueuedThreadPool threads = new QueuedThreadPool(128, 4);
        threads.setName("stripe-sandbox");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 2, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(options.port());
        connector.setAcceptQueueSize(512);
        server.addConnector(connector);

        AtomicReference<String> url = new AtomicReference<>("");
        Wiring wiring = new Wiring(options, url::get);
        server.setHandler(new Handler.Sequence(wiring.api(), wiring.page(), wiring.control()));
        try {
            server.start();
        } catch (Exception e) {
            wiring.clock().close();
            throw new IllegalStateException("The sandbox did not start on port " + options.port(), e);
        }
        StripeSandbox sandbox = StripeSandbox.of(server, wiring, options);
        String publicUrl = options.publicUrl();
        url.set(publicUrl == null ? sandbox.url() : publicUrl);
        return sandbox;
    }
}
