package dev.fermata.gate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.gate.proxy.EchoService.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyBodiesTest {

    private static final Map<String, List<String>> CHUNKED = Map.of("Transfer-Encoding", List.of("chunked"));

    @RegisterExtension
    final EchoService service = new EchoService();

    @Test
    void aBodyOfKnownLengthArrivesWithIt() throws Exception {
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of("application/x-www-form-urlencoded"),
                "Content-Length", List.of("17"),
                "Expect", List.of("100-continue"));

        service.send("POST", "/_fermata/checkout", headers, text("term_id=term_1&x="))
                .close();

        Received got = service.received.take();
        assertThat(got.body()).isEqualTo("term_id=term_1&x=");
        assertThat(got.headers().get("Content-Length")).containsExactly("17");
        assertThat(got.headers().get("Content-Type")).containsExactly("application/x-www-form-urlencoded");
        assertThat(got.headers()).doesNotContainKeys("Expect", "Transfer-encoding");
    }

    @Test
    void aBodyOfUnknownLengthArrivesWhole() throws Exception {
        service.send("POST", "/_fermata/api/events", CHUNKED, text("x".repeat(100_000)))
                .close();

        assertThat(service.received.take().body()).hasSize(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void whatHasNoBodyIsSentWithoutOne(String method) throws Exception {
        InputStream unreadable = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("nobody has to read this");
            }
        };
        service.send(method, "/_fermata/api/session", Map.of(), unreadable).close();

        Received got = service.received.take();
        assertThat(got.method()).isEqualTo(method);
        assertThat(got.headers()).doesNotContainKeys("Transfer-encoding");
    }

    @Test
    void aPostWithoutABodyArrives() throws Exception {
        service.send("POST", "/_fermata/api/session", Map.of("Content-Length", List.of("0")), text(""))
                .close();

        assertThat(service.received.take().headers().getFirst("Content-Length")).isEqualTo("0");
    }

    @Test
    void aBodyArrivesWhileItIsStillBeingSent() throws Exception {
        PipedOutputStream visitor = new PipedOutputStream();
        PipedInputStream body = new PipedInputStream(visitor, 64 * 1024);
        CompletableFuture<ProxyAnswer> answer = CompletableFuture.supplyAsync(
                () -> service.send("POST", "/_fermata/api/upload", CHUNKED, body), service.threads);
        visitor.write(new byte[1024]);
        visitor.flush();

        assertThat(service.firstByteArrived.await(20, TimeUnit.SECONDS)).isTrue();
        visitor.close();
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(303);
    }

    @Test
    void aSlowVisitorKeepsNobodyElseWaiting() throws Exception {
        PipedOutputStream visitor = new PipedOutputStream();
        PipedInputStream body = new PipedInputStream(visitor, 64 * 1024);
        CompletableFuture<ProxyAnswer> slow = CompletableFuture.supplyAsync(
                () -> service.send("POST", "/_fermata/api/upload", CHUNKED, body), service.threads);

        for (int i = 0; i < 50; i++) {
            service.get("/_fermata/api/session", null, Map.of()).close();
        }

        assertThat(slow).isNotDone();
        visitor.close();
        assertThat(slow.get(20, TimeUnit.SECONDS).status()).isEqualTo(303);
    }

    @Test
    void aBodyIsNotReadAfterTheAnswerIsThere() throws Exception {
        BorrowedStream body = new BorrowedStream(text("somebody else's by now"));
        body.giveBack();

        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> body.read(new byte[4])).isInstanceOf(IOException.class);
    }

    @Test
    void theAnswerArrivesWhileItIsBeingWritten() throws Exception {
        try (ProxyAnswer answer = service.get("/_fermata/api/halting", null, Map.of())) {
            assertThat(answer.body().readNBytes(5)).asString(UTF_8).isEqualTo("first");
        }
    }

    @Test
    void anAnswerThatStopsHalfWayFailsInsteadOfLookingWhole() throws Exception {
        service.withPatience(EchoService.SHORT);
        try (ProxyAnswer answer = service.get("/_fermata/api/halting", null, Map.of())) {
            assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    private static InputStream text(String body) {
        return new ByteArrayInputStream(body.getBytes(UTF_8));
    }
}
