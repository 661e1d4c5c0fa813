package dev.fermata.demo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxIT {

    private final HttpClient browser = HttpClient.newHttpClient();
    private Mailbox mailbox;

    @BeforeEach
    void start() throws Exception {
        mailbox = Mailbox.start(0);
    }

    @AfterEach
    void stop() throws Exception {
        mailbox.close();
    }

    @Test
    void showsMailForAnyoneWithItsTextHtmlAndLinks() throws Exception {
        send("ada@example.com", "Sign in", "Go to http://localhost:8080/_fermata/login/confirm?token=t1.", "<p>Go</p>");

        Mail mail = mailbox.mails().get(0);
        assertThat(mail.subject()).isEqualTo("Sign in");
        assertThat(mail.to()).containsExactly("ada@example.com");
        assertThat(mail.html()).isEqualTo("<p>Go</p>");
        assertThat(mail.links()).containsExactly("http://localhost:8080/_fermata/login/confirm?token=t1");
        assertThat(get("/").body()).contains("Sign in", "ada@example.com");
        assertThat(get("/messages/" + mail.id()).body())
                .contains("<a href=\"http://localhost:8080/_fermata/login/confirm?token=t1\"");
        assertThat(get("/api/messages").body()).contains("\"subject\":\"Sign in\"");
    }

    @Test
    void showsTheNewestFirst() throws Exception {
        send("ada@example.com", "first", "1", "1");
        send("zoe@example.com", "second", "2", "2");

        assertThat(mailbox.mails()).extracting(Mail::subject).containsExactly("second", "first");
    }

    @Test
    void escapesWhatAStrangerWrites() throws Exception {
        send("ada@example.com", "<script>alert(1)</script>", "</div><script>alert(2)</script>", "x");

        String id = mailbox.mails().get(0).id();
        assertThat(get("/").body()).doesNotContain("<script>");
        assertThat(get("/messages/" + id).body()).doesNotContain("<script>");
    }

    @Test
    void runsNothingThatAMailContains() throws Exception {
        send("ada@example.com", "html", "text", "<script>alert(1)</script>");

        String id = mailbox.mails().get(0).id();
        assertThat(get("/messages/" + id + "/html").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "sandbox")
                        .doesNotContain("allow-scripts", "allow-same-origin"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create("http://localhost:" + mailbox.webPort() + path);
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private void send(String to, String subject, String text, String html) throws Exception {
        Properties smtp = new Properties();
        smtp.put("mail.smtp.host", "127.0.0.1");
        smtp.put("mail.smtp.port", mailbox.smtpPort());
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "utf-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "utf-8", "html");
        MimeMessage message = new MimeMessage(Session.getInstance(smtp));
        message.setFrom("service@example.com");
        message.setRecipient(RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }
}
