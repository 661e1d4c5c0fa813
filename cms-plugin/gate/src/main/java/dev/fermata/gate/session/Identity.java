package dev.fermata.gate.session;

import dev.fermata.gate.Reader;
import java.util.List;
import java.util.Optional;

/**
 * Who is reading.
 *
 * @param certain false if the service could not be asked, and the reader is the last one that it knew here
 * @param setCookies what the service wants the browser to keep
 */
public record Identity(Optional<Reader> reader, boolean certain, List<String> setCookies) {

    public static final Identity STRANGER = new Identity(Optional.empty(), true, List.of());
    public static final Identity UNKNOWN = new Identity(Optional.empty(), false, List.of());

    public Identity {
        setCookies = List.copyOf(setCookies);
    }

    public static Identity of(Reader reader) {
        return new Identity(Optional.of(reader), true, List.of());
    }
}
