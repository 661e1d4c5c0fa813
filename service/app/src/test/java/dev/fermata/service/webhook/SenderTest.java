package dev.fermata.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.fermata.service.db.MasterKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending to somebody who means harm, or is broken. */
class SenderTest {

    private static final MasterKey KEY = new MasterKey(new byte[32]);
    private static final Duration SOON = Duration.ofMillis(700);

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final ServerSocket server = open();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** What the other side does with a connection, once it has read the request. */
    private interface Other {
        void answer(OutputStream out) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "2130706433", "0x7f000001", "0"})
    void doesNotConnectToItsOwnMachine(String host) {
        serve(out -> out.write(bytes("HTTP/1.1 204 No Content\r\n\r\n")));

        Attempt attempt = send(List.of(), SystemNames.INSTANCE, "http://" + host + ":" + server.getLocalPort() + "/");

        assertThat(attempt.hasArrived()).isFalse();
        assertThat(attempt.error()).matches("(NotAllowed|UnknownHost).*");
        assertThat(connections).hasValue(0);
    }

    @Test
    void doesNotConnectWhereANameLeadsThatWasPublicBefore() throws Exception {
        serve(out -> out.write(bytes("HTTP/1.1 204 No Content\r\n\r\n")));
        Deque<InetAddress> answers =
                new ArrayDeque<>(List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getLoopbackAddress()));
        var names = new SomeNames(answers);
        var allowed = new AllowedAddresses(List.of());
        assertThat(allowed.contains(names.resolve("receiver.example")[0])).isTrue();

        Attempt attempt = send(List.of(), names, "http://receiver.example:" + server.getLocalPort() + "/");

        assertThat(attempt.error()).contains("receiver.example has no address that webhooks may be sent to");
        assertThat(connections).hasValue(0);
    }

    @Test
    void doesNotFollowARedirect() {
        serve(out -> out.write(bytes("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:"
                + server.getLocalPort() + "/other\r\nContent-Length: 0\r\n\r\n")));

        Attempt attempt = send();

        assertThat(attempt.status()).isEqualTo(307);
        assertThat(attempt.hasArrived()).isFalse();
        assertThat(connections).hasValue(1);
    }

    @Test
    void isDoneInTimeHoweverSlowlyTheHeadersDrip() {
        serve(out -> drip(out, "HTTP/1.1 200 OK\r\nX-Slow: " + "x".repeat(10_000)));

        long start = System.nanoTime();
        Attempt attempt = send();

        assertThat(attempt.status()).isNull();
        assertThat(attempt.error()).startsWith("no answer within");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SOON, SOON.multipliedBy(5));
    }

    @Test
    void isDoneInTimeIfNobodySaysWhereANameLeads() {
        var never = new CountDownLatch(1);

        long start = System.nanoTime();
        Attempt attempt = send(List.of(), new SilentNames(never), "http://receiver.example/");

        assertThat(attempt.status()).isNull();
        assertThat(attempt.error()).containsAnyOf("no answer within", "receiver.example was not found within");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SOON, SOON.multipliedBy(5));
        never.countDown();
    }

    @Test
    void isDoneInTimeHoweverSlowlyTheBodyDripsAndTakesTheStatusForTheAnswer() {
        serve(out -> {
            out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 8000\r\n\r\n"));
            drip(out, "x".repeat(8000));
        });

        long start = System.nanoTime();
        Attempt attempt = send();

        assertThat(attempt.hasArrived()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SOON, SOON.multipliedBy(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 999999999999", "Transfer-Encoding: chunked"})
    void hangsUpOnAHugeBody(String framing) {
        byte[] much = bytes("2000\r\n" + "x".repeat(0x2000) + "\r\n");
        serve(out -> {
            out.write(bytes("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n"));
            while (true) {
                out.write(much);
                written.addAndGet(much.length);
            }
        });

        long start = System.nanoTime();
        Attempt attempt = send();

        assertThat(attempt.hasArrived()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(written).hasValueLessThan(50_000_000);
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        server.close();

        Attempt attempt = send();

        assertThat(attempt.status()).isNull();
        assertThat(attempt.error()).contains("Connect");
    }

    @Test
    void sendsNothingUnsigned() {
        serve(out -> out.write(bytes("HTTP/1.1 204 No Content\r\n\r\n")));
        var otherKey = new MasterKey(bytes("01234567890123456789012345678901"));
        try (var sender =
                new Sender(InstantSource.system(), otherKey, new AllowedAddresses(List.of("127.0.0.0/8")), SOON)) {
            Attempt attempt = sender.send(delivery("http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .attempt();

            assertThat(attempt.error()).contains("master key");
            assertThat(connections).hasValue(0);
        }
    }

    private Attempt send() {
        String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
        return send(List.of("127.0.0.0/8"), SystemNames.INSTANCE, url);
    }

    private static Attempt send(List<String> allowed, DnsResolver names, String url) {
        try (var sender = new Sender(InstantSource.system(), KEY, new AllowedAddresses(allowed), names, SOON)) {
            return sender.send(delivery(url)).attempt();
        }
    }

    private static Delivery delivery(String url) {
        return new Delivery(
                "msg_1",
                new EndpointId("whe_1"),
                1,
                "{}",
                url,
                List.of(KEY.encrypt(SigningSecret.random().value())));
    }

    private static void drip(OutputStream out, String text) throws Exception {
        for (byte one : bytes(text)) {
            out.write(one);
            out.flush();
            Thread.sleep(20);
        }
    }

    private void serve(Other other) {
        var thread = new Thread(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    socket.getInputStream().read(new byte[4096]);
                    other.answer(socket.getOutputStream());
                } catch (IOException e) {
                    if (server.isClosed()) {
                        return;
                    }
                } catch (Exception e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private enum SystemNames implements DnsResolver {
        INSTANCE;

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return InetAddress.getAllByName(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private record SilentNames(CountDownLatch until) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            Uninterruptibles.awaitUninterruptibly(until);
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private record SomeNames(Deque<InetAddress> answers) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return new InetAddress[] {answers.size() > 1 ? answers.pop() : answers.peek()};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
