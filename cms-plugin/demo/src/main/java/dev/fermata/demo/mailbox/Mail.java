package dev.fermata.demo.mailbox;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One received mail. The id is stable for as long as the mailbox lives and safe in a path. */
public record Mail(
        String id,
        Instant receivedAt,
        String from,
        List<String> to,
        String subject,
        String text,
        @Nullable String html) {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+[^\\s<>\"'.,;:!?)]");

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /** A run of the text, with its address if it is a link. */
    public record Part(String text, boolean link) {}

    public Mail {
        to = List.copyOf(to);
    }

    /** When it came, on this machine's clock. */
    public String time() {
        return CLOCK.format(receivedAt);
    }

    public boolean hasHtml() {
        return html != null;
    }

    /** The text cut into links and what is between them, in order. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Matcher links = LINK.matcher(text);
        int end = 0;
        while (links.find()) {
            parts.add(new Part(text.substring(end, links.start()), false));
            parts.add(new Part(links.group(), true));
            end = links.end();
        }
        parts.add(new Part(text.substring(end), false));
        return parts;
    }

    /** The addresses in the text, in order. */
    public List<String> links() {
        return parts().stream().filter(Part::link).map(Part::text).toList();
    }
}
