package dev.fermata.gate.servlet;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.html.HtmlSections;
import dev.fermata.gate.html.SdkTag;
import dev.fermata.gate.servlet.Version.Keeping;
import java.util.List;
import java.util.Optional;

/**
 * Cuts pages and other markup.
 *
 * @param meter what {@code meter} means by itself
 * @param everywhere whether the script goes into every page, or only into those with blocks
 */
record PageCutter(MeterPolicy meter, boolean everywhere) {

    /** What there is in every block that needs the script. */
    private static final String BLOCK = "data-fermata-";

    /** @param isPage whether a script may be put into it */
    Version version(Text text, boolean isPage, Decisions decisions) {
        HtmlSections sections = HtmlSections.of(text.characters(), meter);
        String cut = sections.isEmpty() ? text.characters() : cut(sections, decisions);
        String page = isPage && needsScript(sections, cut) ? SdkTag.inject(cut) : cut;
        if (page.equals(text.characters())) {
            return Version.untouched();
        }
        Keeping keeping =
                sections.isEmpty() ? Keeping.AS_SAID : dependsOnVisitor(sections) ? Keeping.PRIVATE : Keeping.SHARED;
        List<String> cookies = keeping == Keeping.PRIVATE ? decisions.setCookies() : List.of();
        return new Version(text.bytes(page), keeping, cookies);
    }

    /** Markup by itself; empty if there is nothing in it to cut. */
    Optional<String> cut(String markup, Decisions decisions) {
        HtmlSections sections = HtmlSections.of(markup, meter);
        return sections.isEmpty() ? Optional.empty() : Optional.of(cut(sections, decisions));
    }

    /** A section alone; empty if it is not open. */
    Optional<Version> fragment(Text text, String id, Decisions decisions) {
        return HtmlSections.of(text.characters(), meter)
                .fragment(id, decisions)
                .map(section -> new Version(text.bytes(section), Keeping.PRIVATE, decisions.setCookies()));
    }

    boolean hasSection(Text text, String id) {
        return HtmlSections.of(text.characters(), meter).sections().stream()
                .anyMatch(section -> section.id().equals(id));
    }

    /** Every decision comes before the cookies that come of them. */
    private static String cut(HtmlSections sections, Decisions decisions) {
        sections.sections().stream().filter(section -> !section.hydrate()).forEach(decisions::test);
        return sections.cut(decisions);
    }

    private static boolean dependsOnVisitor(HtmlSections sections) {
        return sections.sections().stream().anyMatch(section -> !section.hydrate());
    }

    private boolean needsScript(HtmlSections sections, String page) {
        return everywhere || !sections.isEmpty() || page.contains(BLOCK);
    }
}
