package dev.fermata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over connections that stay open, the next on each as soon as the last is answered. One thread for all of them: it
 * shares the processors with what it measures, and so must be cheap.
 */
final class Load {

    private static final int SPARE = 200_000;

    private final int port;
    private final int connections;

    Load(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** What came back: how often which status, within which time, and how long one answer took. */
    record Outcome(Map<Integer, Long> statuses, Duration took, Latency latency) {

        double perSecond() {
            return count() / (took.toNanos() / 1e9);
        }

        long count() {
            return statuses.values().stream().mapToLong(Long::longValue).sum();
        }

        /** @throws IllegalStateException if anything but this was answered */
        Outcome all(int status) {
            if (!statuses.keySet().equals(java.util.Set.of(status))) {
                throw new IllegalStateException("Expected " + status + ", got " + statuses);
            }
            return this;
        }
    }

    /** Until the requests or the time run out. Requests are handed out ready to send; null says there are no more. */
    Outcome run(Supplier<@Nullable ByteBuffer> requests, Duration most) {
        try (Selector selector = Selector.open()) {
            var run = new Run(selector, requests, System.nanoTime() + most.toNanos());
            for (int i = 0; i < connections; i++) {
                run.open(port);
            }
            return run.toTheEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Run {
        private final Selector selector;
        private final Supplier<@Nullable ByteBuffer> requests;
        private final long end;
        private final long start = System.nanoTime();
        private final Map<Integer, Long> statuses = new TreeMap<>();
        private final Latency latency = new Latency();
        private int open;

        Run(Selector selector, Supplier<@Nullable ByteBuffer> requests, long end) {
            this.selector = selector;
            this.requests = requests;
            this.end = end;
        }

        void open(int port) throws IOException {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            open++;
            var connection = new Connection();
            next(channel.register(selector, SelectionKey.OP_READ, connection), connection);
        }

        Outcome toTheEnd() throws IOException {
            while (open > 0) {
                selector.select(key -> {
                    try {
                        read(key);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            return new Outcome(statuses, Duration.ofNanos(System.nanoTime() - start), latency);
        }

        private void read(SelectionKey key) throws IOException {
            var connection = (Connection) key.attachment();
            if (connection.sending != null && connection.sending.hasRemaining()) {
                send(key, connection);
            }
            if (!key.isReadable()) {
                return;
            }
            if (((SocketChannel) key.channel()).read(connection.received) < 0) {
                throw new IOException("The server closed the connection");
            }
            int status = Answers.statusOfWhole(connection.received);
            if (status > 0) {
                latency.add(System.nanoTime() - connection.sentAt);
                statuses.merge(status, 1L, Long::sum);
                connection.received.clear();
                next(key, connection);
            }
        }

        private void next(SelectionKey key, Connection connection) throws IOException {
            ByteBuffer request = System.nanoTime() < end ? requests.get() : null;
            if (request == null) {
                key.channel().close();
                open--;
                return;
            }
            connection.sending = request;
            connection.sentAt = System.nanoTime();
            send(key, connection);
        }

        private static void send(SelectionKey key, Connection connection) throws IOException {
            ByteBuffer sending = java.util.Objects.requireNonNull(connection.sending);
            ((SocketChannel) key.channel()).write(sending);
            key.interestOps(
                    sending.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    private static final class Connection {
        private final ByteBuffer received = ByteBuffer.allocateDirect(SPARE);
        private @Nullable ByteBuffer sending;
        private long sentAt;
    }
}
