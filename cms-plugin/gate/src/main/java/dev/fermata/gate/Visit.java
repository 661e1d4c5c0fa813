package dev.fermata.gate;

import java.util.List;
import java.util.Optional;

/**
 * One request of one visitor. Who it is is found out once, at the first question that needs it; after that every answer is
 * immediate and the same.
 */
public interface Visit {

    /** Decides about one piece of content. Asked again for the same id, the answer is the same and no second view is taken. */
    GateDecision decide(GatedContent content);

    /** Who is reading, as far as is known; empty for a stranger. */
    Optional<Reader> reader();

    /**
     * Values for {@code Set-Cookie}: a renewed token, a meter. Complete once every content of the answer was decided about, and
     * only for answers that no cache may keep.
     */
    List<String> setCookies();
}
