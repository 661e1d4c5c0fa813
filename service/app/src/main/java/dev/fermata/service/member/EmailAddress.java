package dev.fermata.service.member;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form in which it is kept, compared and written to: trimmed, in lower case, the domain in its ASCII
 * form. Mail only ever goes to that form, so another spelling can lead to another mailbox but never to another's membership. What
 * providers do with dots and plus signs is theirs: such addresses are different ones here.
 */
public record EmailAddress(String value) {

    /** RFC 5321 limits a path to 256 octets with its angle brackets. */
    public static final int MAX_LENGTH = 254;

    /** The rule of the HTML standard for {@code type=email}, which lets through what providers really have, and a dot in the domain. */
    private static final Pattern FORM = Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
            + "@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

    /** Empty if that is no address that mail could go to. */
    public static Optional<EmailAddress> parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || trimmed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return asciiDomain(trimmed.substring(at + 1))
                .map(domain -> trimmed.substring(0, at + 1) + domain)
                .filter(address -> address.length() <= MAX_LENGTH)
                .filter(address -> FORM.matcher(address).matches())
                .map(EmailAddress::new);
    }

    /** As {@link #parse}, but somebody else took the address already: what we would not have taken is kept as it is. */
    static EmailAddress taken(String text) {
        return parse(text).orElseGet(() -> new EmailAddress(text.strip().toLowerCase(Locale.ROOT)));
    }

    /** What a person recognises as theirs and nobody else learns from: {@code a…@example.com}. */
    public String masked() {
        int at = value.lastIndexOf('@');
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "…" + value.substring(at);
    }

    private static Optional<String> asciiDomain(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
