package dev.fermata.gate.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the gate's marks in a page.
 *
 * @param id empty if it can't be read
 * @param words what follows the id
 * @param start where the mark itself begins
 * @param end behind it; the end of the page for a mark that never ends
 */
record Mark(Kind kind, String id, String words, int start, int end) {

    enum Kind {
        PROTECTED,
        LOCKED,
        END_OF_PROTECTED,
        END_OF_LOCKED
    }

    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";
    private static final String NAME = "fermata:";
    private static final Pattern PARTS =
            Pattern.compile("(\\w+)\\s+([A-Za-z0-9_-]{1,64})(?:\\s+(.*))?", Pattern.DOTALL);

    /** All marks, from the first to the last. */
    static List<Mark> all(String page) {
        List<Mark> marks = new ArrayList<>();
        int at = page.indexOf(COMMENT);
        while (at >= 0) {
            int inside = at + COMMENT.length();
            int name = nameAt(page, inside);
            if (name >= 0) {
                Mark mark = read(page, at, name);
                marks.add(mark);
                inside = mark.end;
            }
            at = page.indexOf(COMMENT, inside);
        }
        return marks;
    }

    boolean begins() {
        return kind == Kind.PROTECTED || kind == Kind.LOCKED;
    }

    boolean isReadable() {
        return !id.isEmpty();
    }

    /** Where the mark's name begins if this comment is one, else -1. */
    private static int nameAt(String page, int inside) {
        int at = inside;
        while (at < page.length() && Character.isWhitespace(page.charAt(at))) {
            at++;
        }
        int name = at < page.length() && page.charAt(at) == '/' ? at + 1 : at;
        return page.regionMatches(true, name, NAME, 0, NAME.length()) ? name : -1;
    }

    /** A mark that says something unknown protects what follows it from everybody. */
    private static Mark read(String page, int start, int name) {
        int close = page.indexOf(COMMENT_END, name);
        int end = close < 0 ? page.length() : close + COMMENT_END.length();
        boolean ends = page.charAt(name - 1) == '/';
        Matcher parts = PARTS.matcher(page.substring(name + NAME.length(), close < 0 ? name + NAME.length() : close)
                .strip());
        String what = parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) : "";
        return switch (what) {
            case "protected" ->
                new Mark(ends ? Kind.END_OF_PROTECTED : Kind.PROTECTED, parts.group(2), words(parts), start, end);
            case "locked" ->
                new Mark(ends ? Kind.END_OF_LOCKED : Kind.LOCKED, parts.group(2), words(parts), start, end);
            default -> new Mark(ends ? Kind.END_OF_PROTECTED : Kind.PROTECTED, "", "", start, end);
        };
    }

    private static String words(Matcher parts) {
        String words = parts.group(3);
        return words == null ? "" : words;
    }
}
