package dev.fermata.demo.mailbox;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a person would see of a MIME message: the first plain text and the first HTML in it. */
final class MailParser {

    private MailParser() {}

    static Mail parse(MimeMessage message, Instant receivedAt) throws MessagingException, IOException {
        @Nullable String text = firstOf(message, "text/plain");
        return new Mail(
                id(message, receivedAt),
                receivedAt,
                String.join(", ", addresses(message.getFrom())),
                addresses(message.getRecipients(RecipientType.TO)),
                message.getSubject() == null ? "(no subject)" : message.getSubject(),
                text == null ? "" : text.strip(),
                firstOf(message, "text/html"));
    }

    private static @Nullable String firstOf(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                @Nullable String found = firstOf(child, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The same for every copy of a message that went to several people. */
    private static String id(MimeMessage message, Instant receivedAt) throws MessagingException {
        String name = message.getMessageID() == null ? receivedAt.toString() : message.getMessageID();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).map(Address::toString).toList();
    }
}
