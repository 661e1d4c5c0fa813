package dev.fermata.sling.block;

import dev.fermata.sling.content.Names;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.sling.api.resource.ValueMap;

/** What an editor chose for a page or a gated-content block, as it is stored. */
record AccessChoice(Kind kind, Set<String> resources, Optional<String> offer, Optional<String> meter) {

    enum Kind {
        /** A block does as its page does. */
        PAGE,
        FREE,
        REGISTERED,
        RESOURCES,
        METERED;

        /** A word that is none of these locks, and for everybody. */
        private static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return kind;
                }
            }
            return RESOURCES;
        }
    }

    static AccessChoice ofPage(ValueMap page) {
        return new AccessChoice(
                Kind.of(page.get(Names.PAGE_ACCESS, "free")),
                texts(page, Names.PAGE_RESOURCES),
                text(page, Names.PAGE_OFFER),
                text(page, Names.PAGE_METER));
    }

    static AccessChoice ofBlock(ValueMap block) {
        return new AccessChoice(
                Kind.of(block.get(Names.ACCESS, "page")),
                texts(block, Names.RESOURCES),
                text(block, Names.OFFER),
                text(block, Names.METER));
    }

    /** Whether what it takes is named by resources. */
    boolean needsResources() {
        return kind == Kind.RESOURCES || kind == Kind.METERED;
    }

    static Optional<String> text(ValueMap properties, String name) {
        return Optional.ofNullable(properties.get(name, String.class))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    static Set<String> texts(ValueMap properties, String name) {
        Set<String> texts = new TreeSet<>(List.of(properties.get(name, new String[0])));
        texts.removeIf(String::isBlank);
        return texts;
    }
}
