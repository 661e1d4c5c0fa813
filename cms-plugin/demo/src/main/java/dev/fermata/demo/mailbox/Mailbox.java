package dev.fermata.demo.mailbox;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mail server on the loopback address that accepts everything and delivers nothing, with a web page to read it. */
public final class Mailbox implements AutoCloseable {

    private final GreenMail smtp;
    private final MailboxWeb web;

    private Mailbox(GreenMail smtp, int webPort) throws Exception {
        this.smtp = smtp;
        this.web = MailboxWeb.start(webPort, this);
    }

    /** Starts the web page on this port and the mail server on any free one; 0 takes a free port for the page, too. */
    public static Mailbox start(int webPort) throws Exception {
        GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        try {
            return new Mailbox(smtp, webPort);
        } catch (Exception e) {
            smtp.stop();
            throw e;
        }
    }

    /** Where to send mail to, at {@code 127.0.0.1}. */
    public int smtpPort() {
        return smtp.getSmtp().getPort();
    }

    public int webPort() {
        return web.port();
    }

    /** Every mail so far, the newest first. */
    public List<Mail> mails() {
        List<StoredMessage> stored = smtp.getManagers().getImapHostManager().getAllMessages();
        Map<String, Mail> mails = new LinkedHashMap<>();
        stored.stream()
                .sorted(Comparator.comparing(StoredMessage::getReceivedDate).reversed())
                .map(Mailbox::read)
                .forEach(mail -> mails.putIfAbsent(mail.id(), mail));
        return List.copyOf(mails.values());
    }

    public Optional<Mail> mail(String id) {
        return mails().stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    private static Mail read(StoredMessage stored) {
        try {
            return MailParser.parse(
                    stored.getMimeMessage(), stored.getReceivedDate().toInstant());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail can't be read", e);
        }
    }

    @Override
    public void close() throws Exception {
        web.close();
        smtp.stop();
    }
}
