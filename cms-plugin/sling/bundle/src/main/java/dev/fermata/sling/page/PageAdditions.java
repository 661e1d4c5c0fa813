package dev.fermata.sling.page;

import dev.fermata.gate.html.JsonLd;
import java.util.Optional;

/**
 * What one page gets.
 *
 * @param stylesheet the blocks' stylesheet
 * @param script the SDK
 * @param linkedData what search engines are told; empty where there is nothing to tell
 */
record PageAdditions(boolean stylesheet, boolean script, Optional<JsonLd> linkedData) {

    static final PageAdditions NONE = new PageAdditions(false, false, Optional.empty());

    boolean isEmpty() {
        return !stylesheet && !script && linkedData.isEmpty();
    }
}
