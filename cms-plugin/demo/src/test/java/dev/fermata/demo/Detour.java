package dev.fermata.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A way round to the service on which a test can make every answer late. */
public final class Detour implements AutoCloseable {

    private final URI target;
    private final ServerSocket door;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    private Detour(URI target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(door);
    }

    /** A detour to what listens there, or will. */
    public static Detour to(URI target) throws IOException {
        Detour detour = new Detour(target);
        detour.background(detour::accept);
        return detour;
    }

    public URI address() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    /** Lets every answer be this late from now on; no time at all ends that. */
    public void late(Duration by) {
        delay = by;
    }

    private void accept() throws IOException {
        while (closed.getCount() > 0) {
            Socket visitor = door.accept();
            open.add(visitor);
            background(() -> connect(visitor));
        }
    }

    private void connect(Socket visitor) throws IOException {
        try (visitor;
                Socket host = new Socket(target.getHost(), target.getPort())) {
            open.add(host);
            background(() -> pass(visitor, host, false));
            pass(host, visitor, true);
        }
    }

    private void pass(Socket from, Socket to, boolean answers) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] chunk = new byte[8192];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            if (answers && waited()) {
                return;
            }
            out.write(chunk, 0, length);
            out.flush();
        }
        to.shutdownOutput();
    }

    /** Whether the detour was closed meanwhile. */
    private boolean waited() {
        try {
            return closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void background(Work work) {
        Thread thread = new Thread(() -> run(work), "detour");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            // One of the two has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        for (Closeable end : open) {
            end.close();
        }
    }
}
