package dev.fermata.service.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Hands letters to the configured SMTP server. */
public final class Postman {

    private static final int IMPLICIT_TLS_PORT = 465;
    private static final int TIMEOUT_MILLIS = 15_000;

    private final Optional<Mailer> mailer;
    private final InternetAddress from;

    public Postman(MailConfiguration configuration) {
        this.mailer = configuration.isConfigured() ? Optional.of(mailer(configuration)) : Optional.empty();
        this.from = sender(configuration.getFrom());
    }

    /** Whether there is a server to hand anything to. */
    boolean isReady() {
        return mailer.isPresent();
    }

    /** Returns once the server has accepted the letter. */
    void deliver(Letter letter, String to) {
        Mailer ready = mailer.orElseThrow(() -> new IllegalStateException("No SMTP server is configured"));
        var sent = ready.sendMail(EmailBuilder.startingBlank()
                .from(from.getPersonal(), from.getAddress())
                .to(to)
                .withSubject(letter.subject())
                .withPlainText(letter.text())
                .withHTMLText(letter.html())
                .withHeader("Auto-Submitted", "auto-generated")
                .buildEmail());
        sent.join();
    }

    private static Mailer mailer(MailConfiguration configuration) {
        var server = configuration.getUser().isEmpty()
                ? MailerBuilder.withSMTPServer(configuration.getHost(), configuration.getPort())
                : MailerBuilder.withSMTPServer(
                        configuration.getHost(),
                        configuration.getPort(),
                        configuration.getUser(),
                        configuration.getPassword());
        return server.withTransportStrategy(encryption(configuration))
                .withSessionTimeout(TIMEOUT_MILLIS)
                // Addresses were checked when they were taken; a sender at localhost is fine on one's own machine.
                .clearEmailValidator()
                .buildMailer();
    }

    /** A password is never sent in clear over a network; without one, encryption is used if the server offers it. */
    private static TransportStrategy encryption(MailConfiguration configuration) {
        if (configuration.getPort() == IMPLICIT_TLS_PORT) {
            return TransportStrategy.SMTPS;
        }
        return configuration.getUser().isEmpty() || isLoopback(configuration.getHost())
                ? TransportStrategy.SMTP
                : TransportStrategy.SMTP_TLS;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static InternetAddress sender(String text) {
        try {
            return new InternetAddress(text);
        } catch (AddressException e) {
            throw new IllegalArgumentException("mail.from is not an address: " + text, e);
        }
    }
}
