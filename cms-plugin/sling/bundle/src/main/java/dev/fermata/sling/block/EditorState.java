package dev.fermata.sling.block;

import dev.fermata.gate.catalogue.Offer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an editor sees on a block or page while editing.
 *
 * @param readers who may read it
 * @param offers what is offered to the others; empty if nothing is
 * @param delivery how it is delivered; empty where that makes no difference
 */
public record EditorState(String title, String readers, String offers, String delivery, List<Warning> warnings) {

    public EditorState {
        warnings = List.copyOf(warnings);
    }

    /** Whether there is anything to tell beyond the title. */
    public boolean isTelling() {
        return !(readers.isEmpty() && offers.isEmpty() && warnings.isEmpty());
    }

    static String names(List<Offer> offers) {
        return offers.stream().map(Offer::name).collect(Collectors.joining(", "));
    }

    static String delivery(boolean hydrated, EditorWords words) {
        return words.say(hydrated ? "The page may be cached" : "Decided for each reader");
    }
}
