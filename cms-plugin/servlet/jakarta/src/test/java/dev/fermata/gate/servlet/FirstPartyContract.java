package dev.fermata.gate.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.servlet.site.FakeService.Received;
import dev.fermata.gate.servlet.site.Raw;
import dev.fermata.gate.servlet.site.Site;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path {@code /_fermata/} is the service, as far as browsers need it and no further. */
@Timeout(20)
abstract class FirstPartyContract {

    abstract Site site();

    @BeforeEach
    void forgetEarlierRequests() {
        site().service.received.clear();
        site().service.pieces.clear();
    }

    @Test
    void tellsTheServiceWhoAsksAndForgetsWhatTheVisitorClaims() throws Exception {
        Raw.send(
                site().port(),
                """
                GET /_fermata/api/access?a=b%%20c HTTP/1.1
                Host: localhost:%d
                Cookie: JSESSIONID=secret; allegro_session=s1; allegro_jwt=j1
                Authorization: Basic YWRtaW46YWRtaW4=
                X-Forwarded-For: 203.0.113.9
                X-Forwarded-Host: evil.example
                X-Forwarded-Prefix: /evil
                x-forwarded-proto: https
                Forwarded: for=203.0.113.9
                Fermata-Server-Token: guessed
                X-Request-Id: req-1
                Connection: close, X-Secret-Hop
                X-Secret-Hop: 1

                """
                        .formatted(site().port()));

        Received got = site().service.received.take();
        assertThat(got.target()).isEqualTo("/api/access?a=b%20c");
        assertThat(got.headers().get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(got.headers().get("X-Forwarded-Host")).containsExactly("localhost:" + site().port());
        assertThat(got.headers().get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(got.headers().get("X-Forwarded-Prefix")).containsExactly("/_fermata");
        assertThat(got.headers().get("Fermata-Server-Token")).containsExactly("the-server-token");
        assertThat(got.headers().get("Cookie")).containsExactly("allegro_session=s1; allegro_jwt=j1");
        assertThat(got.headers().get("X-Request-Id")).containsExactly("req-1");
        assertThat(got.headers()).doesNotContainKeys("Forwarded", "X-Secret-Hop", "Authorization");
    }

    @Test
    void passesSeveralCookiesAndRedirectsAsTheyAre() throws Exception {
        Raw answer = site().ask("POST", "/_fermata/checkout", "Content-Type: application/json", "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("https://checkout.example/c/pay/cs_1");
        assertThat(answer.headers().get("Set-Cookie"))
                .containsExactly("allegro_session=s2; Path=/; HttpOnly", "allegro_jwt=j2; Path=/; HttpOnly");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"hello\": \"from the service\"}");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        Raw answer = site().ask("HEAD", "/_fermata/api/access");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.body()).isEmpty();
        assertThat(site().service.received.take().method()).isEqualTo("HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_fermata",
                "/_fermata/",
                "/_fermata/admin",
                "/_fermata/admin/login",
                "/_fermata/api/v1",
                "/_fermata/api/v1/members",
                "/_fermata/api/webhooks/stripe",
                "/_fermata/api/%76%31/members",
                "/_fermata/api%2fv1/members",
                "/_fermata/%61dmin",
                "/_fermata/api/../admin",
                "/_fermata/..;/admin",
                "/_fermata/api;x/v1/members",
                "/_fermata/api/access;x=1",
                "/_fermata;x/api/access",
                "/_fermata/api//v1/members",
                "/%5ffermata/api/access",
                "//_fermata/api/v1/members",
                "/x/../_fermata/api/v1/members",
                "/_fermata/api/%c0%af/v1",
                "/_fermata/api\\v1"
            })
    void neverPassesOnWhatIsPrivateOrCanBeReadInTwoWays(String target) throws Exception {
        assertThat(site().get(target).status()).isIn(400, 404);
        assertThat(site().service.received).isEmpty();
    }

    @Test
    void refusesTraceThatWouldShowTheServerToken() throws Exception {
        assertThat(site().ask("TRACE", "/_fermata/api/access").status()).isEqualTo(405);
        assertThat(site().service.received).isEmpty();
    }

    @Test
    void passesALargeBodyOnWhole() throws Exception {
        byte[] piece = new byte[65_536];
        try (Socket socket = new Socket("localhost", site().port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head("POST /_fermata/api/upload", "Content-Length: " + 64L * piece.length));
            for (int i = 0; i < 64; i++) {
                out.write(piece);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .endsWith("4194304");
        }
    }

    @Test
    void passesAnUploadOnAsItArrives() throws Exception {
        try (Socket socket = new Socket("localhost", site().port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head("POST /_fermata/api/upload", "Transfer-Encoding: chunked"));
            out.write("6\r\nfirst.\r\n".getBytes(ISO_8859_1));
            assertThat(site().service.pieces.take()).isEqualTo("first.");
            out.write("7\r\nsecond.\r\n0\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(site().service.pieces.take()).isEqualTo("second.");
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .contains("13");
        }
    }

    @Test
    void passesADownloadOnAsItArrives() throws Exception {
        try (Socket socket = new Socket("localhost", site().port())) {
            socket.getOutputStream().write(head("GET /_fermata/api/download", "Accept: */*"));
            site().service.nextPiece.release();
            assertThat(readUpTo(socket.getInputStream(), "first\n")).contains("200");
            site().service.nextPiece.release();
            assertThat(readUpTo(socket.getInputStream(), "second\n")).isNotEmpty();
        }
    }

    private byte[] head(String methodAndTarget, String header) {
        return (methodAndTarget + " HTTP/1.1\r\nHost: localhost:" + site().port() + "\r\nConnection: close\r\n" + header
                        + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    private static String readUpTo(InputStream in, String end) throws Exception {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int b = in.read();
            assertThat(b).as("after %s", text).isNotNegative();
            text.append((char) b);
        }
        return text.toString();
    }
}
