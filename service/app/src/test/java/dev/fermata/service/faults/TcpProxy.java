package dev.fermata.service.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A wire that can be listened to, cut, silenced and slowed down. */
final class TcpProxy implements AutoCloseable {

    /** Hears what passes on one connection, before it is passed on. An exception cuts the connection instead. */
    interface Tap {
        default void fromClient(byte[] bytes, int length) {}

        default void fromServer(byte[] bytes, int length) {}
    }

    /** What becomes of the bytes. */
    enum Weather {
        FAIR,
        /** Connections are refused, and those that are open are closed. */
        CUT,
        /** Connections are taken and kept, and nothing ever arrives. */
        SILENT
    }

    private final ServerSocket server;
    private final int target;
    private final Supplier<Tap> taps;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.FAIR;
    private volatile Duration delay = Duration.ZERO;

    private TcpProxy(int target, Supplier<Tap> taps) throws IOException {
        this.target = target;
        this.taps = taps;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static TcpProxy to(int port, Supplier<Tap> taps) {
        try {
            return new TcpProxy(port, taps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TcpProxy to(int port) {
        return to(port, () -> new Tap() {});
    }

    int port() {
        return server.getLocalPort();
    }

    void become(Weather next) {
        weather = next;
        if (next == Weather.CUT) {
            cut();
        }
    }

    /** What the server says arrives so much later. */
    void delayAnswers(Duration by) {
        delay = by;
    }

    /** Closes what is open; new connections are taken. */
    void cut() {
        open.forEach(TcpProxy::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (weather == Weather.CUT) {
                    close(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The proxy is closed, or the server is not there: the client sees its connection end.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        try {
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(upstream);
            upstream.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Tap tap = taps.get();
            threads.execute(() -> pump(client, upstream, tap::fromClient, false));
            threads.execute(() -> pump(upstream, client, tap::fromServer, true));
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    private interface Ear {
        void hear(byte[] bytes, int length);
    }

    private void pump(Socket from, Socket to, Ear ear, boolean isAnswer) {
        byte[] bytes = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                ear.hear(bytes, length);
                if (isAnswer && !delay.isZero()) {
                    TimeUnit.NANOSECONDS.sleep(delay.toNanos());
                }
                if (weather != Weather.SILENT) {
                    out.write(bytes, 0, length);
                }
            }
        } catch (IOException | Steps.Killed e) {
            // Either side is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is closed then.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        threads.shutdownNow();
    }
}
