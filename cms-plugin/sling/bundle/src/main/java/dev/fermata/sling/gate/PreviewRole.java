package dev.fermata.sling.gate;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As whom an editor looks at a page. */
public enum PreviewRole {
    /** Somebody the site knows nothing about. */
    ANONYMOUS,
    /** Somebody signed in who bought nothing. */
    REGISTERED,
    /** Somebody who may read everything. */
    ENTITLED;

    /** The request parameter that asks for a preview. */
    public static final String PARAMETER = "fermata_preview";

    /** By the parameter's value; empty for a word that is no role. */
    public static Optional<PreviewRole> of(@Nullable String word) {
        for (PreviewRole role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** As the parameter says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
