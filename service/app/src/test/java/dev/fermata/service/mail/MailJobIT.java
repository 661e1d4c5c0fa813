package dev.fermata.service.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.login.MailedLink;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to mail while no server takes it. */
class MailJobIT {

    private static int port;
    private static ServiceUnderTest service;

    private final String someone = MailedLink.someone();

    @BeforeAll
    static void start() throws IOException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        service = ServiceUnderTest.start(Map.of("mail.host", "localhost", "mail.port", Integer.toString(port)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void arrivesOnceTheServerIsBack() throws Exception {
        ask(service);
        awaitFailures(1);
        var server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            service.clock().advance(Duration.ofSeconds(31));
            await().untilAsserted(() -> assertThat(server.getReceivedMessages()).hasSize(1));
            assertThat(server.getReceivedMessages()[0].getAllRecipients()[0].toString())
                    .isEqualTo(someone);
            await().untilAsserted(() -> assertThat(queued(service)).isZero());
        } finally {
            server.stop();
        }
    }

    @Test
    void isGivenUpAfterThreeDays() {
        ask(service);
        awaitFailures(1);
        service.clock().advance(Duration.ofHours(71));
        awaitFailures(2);
        assertThat(queued(service)).isEqualTo(1);

        service.clock().advance(Duration.ofHours(3));
        await().untilAsserted(() -> assertThat(queued(service)).isZero());
        assertThat(service.send(service.request(service.adminUrl() + "/metrics?pretty=true"))
                        .json()
                        .at("/meters/mail.given-up/count")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void waitsWhileNoServerIsConfiguredAndHealthSaysSo() {
        ServiceUnderTest without = ServiceUnderTest.shared();
        ask(without);

        without.clock().advance(Duration.ofHours(2));
        assertThat(queued(without)).isEqualTo(1);
        var health = without.send(without.request(without.adminUrl() + "/healthcheck"))
                .json();
        assertThat(health.at("/mail/healthy").asBoolean()).isTrue();
        assertThat(health.at("/mail/message").asText()).contains("No SMTP server is configured");
    }

    private void ask(ServiceUnderTest from) {
        assertThat(from.browser()
                        .post("api/login/magic-links", "{\"email\":\"" + someone + "\"}")
                        .status())
                .isEqualTo(202);
    }

    private void awaitFailures(int count) {
        await().untilAsserted(() -> assertThat(number(
                        service,
                        "SELECT coalesce(max(consecutive_failures), 0) FROM scheduled_tasks WHERE "
                                + "convert_from(task_data, 'UTF8') LIKE ?"))
                .isGreaterThanOrEqualTo(count));
    }

    private long queued(ServiceUnderTest where) {
        return number(where, "SELECT count(*) FROM scheduled_tasks WHERE convert_from(task_data, 'UTF8') LIKE ?");
    }

    private long number(ServiceUnderTest where, String sql) {
        return where.database().withHandle(handle -> handle.select(sql, "%" + someone + "%")
                .mapTo(Long.class)
                .one());
    }
}
