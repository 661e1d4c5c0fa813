package dev.fermata.gate.html;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.html.Mark.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A page with the gate's marks in it, of which each visitor gets one version. A section reaches from its mark to the <em>last</em> end mark
 * with its id, so nothing that an author writes inside can end it early; without an end mark it reaches to the end of the page. Text is
 * delivered only if every section around it is.
 *
 * <pre>{@code
 * <!--fermata:protected ID resource:premium meter-->for readers with access<!--/fermata:protected ID-->
 * <!--fermata:locked ID-->for everybody else<!--/fermata:locked ID-->
 * }</pre>
 */
public final class HtmlSections {

    private final String page;
    private final List<Mark> marks;
    private final Map<Mark, Range> ranges;

    /**
     * What one mark begins.
     *
     * @param contentEnd before its end mark
     * @param end behind its end mark
     */
    private record Range(Mark mark, Section section, int contentEnd, int end) {

        boolean isProtected() {
            return mark.kind() == Kind.PROTECTED;
        }

        boolean isNamed(String id) {
            return isProtected() && mark.id().equals(id);
        }

        boolean isAround(Range other) {
            return mark.end() <= other.mark.start() && contentEnd >= other.end;
        }
    }

    private HtmlSections(String page, List<Mark> marks, Map<Mark, Range> ranges) {
        this.page = page;
        this.marks = marks;
        this.ranges = ranges;
    }

    /** @param siteMeter what {@code meter} means by itself */
    public static HtmlSections of(String page, MeterPolicy siteMeter) {
        List<Mark> marks = Mark.all(page);
        Map<String, Mark> lastEnds = new HashMap<>();
        marks.stream().filter(mark -> !mark.begins()).forEach(mark -> lastEnds.put(key(mark), mark));
        Map<Mark, Range> ranges = new LinkedHashMap<>();
        marks.stream().filter(Mark::begins).forEach(mark -> {
            RequirementWords words = RequirementWords.parse(mark.words(), siteMeter);
            Section section = new Section(mark.id(), words.requirement(), words.hydrate());
            Mark last = lastEnds.get(key(mark));
            ranges.put(
                    mark,
                    last != null && mark.isReadable() && last.start() >= mark.end()
                            ? new Range(mark, section, last.start(), last.end())
                            : new Range(mark, section, page.length(), page.length()));
        });
        return new HtmlSections(page, marks, ranges);
    }

    private static String key(Mark mark) {
        boolean isProtected = mark.kind() == Kind.PROTECTED || mark.kind() == Kind.END_OF_PROTECTED;
        return (isProtected ? "protected " : "locked ") + mark.id();
    }

    /** Nothing is marked: the page is the same for everybody. */
    public boolean isEmpty() {
        return marks.isEmpty();
    }

    /** The protected sections that can be decided about, in their order; two may have one id. */
    public List<Section> sections() {
        return ranges.values().stream()
                .filter(range -> range.isProtected() && range.mark().isReadable())
                .map(Range::section)
                .toList();
    }

    /** The page for a visitor to whom these sections are open; what is to be hydrated stays locked. */
    public String cut(Predicate<Section> open) {
        return deliver(0, page.length(), range -> isOpen(range, open));
    }

    /**
     * The inside of one protected section, for a visitor to whom these sections are open, hydrated or not.
     *
     * @return empty if there is no such section, or it or one around it is not open
     */
    public Optional<String> fragment(String id, Predicate<Section> open) {
        Optional<Range> first = ranges.values().stream()
                .filter(range -> range.isNamed(id) && range.mark().isReadable())
                .findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Predicate<Range> asked = range -> range.isNamed(id) || range.isProtected() && range.isAround(first.get());
        boolean allowed = ranges.values().stream()
                .filter(asked)
                .allMatch(range -> range.mark().isReadable() && open.test(range.section()));
        return allowed
                ? Optional.of(deliver(
                        first.get().mark().end(),
                        first.get().contentEnd(),
                        range -> asked.test(range) || isOpen(range, open)))
                : Optional.empty();
    }

    private static boolean isOpen(Range range, Predicate<Section> open) {
        return range.mark().isReadable() && !range.section().hydrate() && open.test(range.section());
    }

    private String deliver(int from, int to, Predicate<Range> open) {
        Map<Range, Boolean> opened = new HashMap<>();
        ranges.values().stream().filter(Range::isProtected).forEach(range -> opened.put(range, open.test(range)));
        Set<String> openIds = openIds(opened);
        StringBuilder delivered = new StringBuilder(to - from);
        int at = from;
        for (Mark mark : marks) {
            if (mark.start() >= to) {
                break;
            }
            if (mark.start() >= at) {
                delivered.append(page, at, mark.start());
                at = mark.end();
            }
            Range range = ranges.get(mark);
            if (range != null && !isDelivered(range, opened, openIds)) {
                at = Math.max(at, range.end());
            }
        }
        if (at < to) {
            delivered.append(page, at, to);
        }
        return BlockState.corrected(delivered.toString(), openIds);
    }

    private static Set<String> openIds(Map<Range, Boolean> opened) {
        Set<String> open = new HashSet<>();
        opened.keySet().forEach(range -> open.add(range.mark().id()));
        opened.forEach((range, isOpen) -> {
            if (!isOpen) {
                open.remove(range.mark().id());
            }
        });
        return open;
    }

    /** A paywall goes where everything protected under its id is open. */
    private static boolean isDelivered(Range range, Map<Range, Boolean> opened, Set<String> openIds) {
        return range.isProtected()
                ? opened.getOrDefault(range, false)
                : !openIds.contains(range.mark().id());
    }
}
