package dev.fermata.service.db;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Locale;

/**
 * An opaque identifier with a prefix that names its kind, such as {@code pur_01jd…}. Implementations are records with the single
 * component {@code value}; the database and JSON see that string.
 */
public interface Id {

    @JsonValue
    String value();

    /** A new value: the prefix, an underscore, and a ULID in lower case, so that new rows sort last. */
    static String next(String prefix) {
        return prefix + "_" + UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT);
    }
}
