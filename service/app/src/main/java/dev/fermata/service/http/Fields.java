package dev.fermata.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.problem.FieldProblem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a document field by field and notes everything that is wrong with it, so that whoever wrote it hears of all
 * mistakes at once. A field that is wrong reads as empty; whoever reads must look at the problems before using anything.
 */
public final class Fields {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private static final int LONGEST_TIME = 40;
    private static final int LONGEST_KEY = 255;

    private static final String SLUG_RULE = "must be 1 to 64 of a-z, 0-9, _ and -, beginning with a letter or digit";

    private final JsonNode object;
    private final String pointer;
    private final List<FieldProblem> problems;

    private Fields(JsonNode object, String pointer, List<FieldProblem> problems) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
        if (!object.isObject()) {
            problems.add(new FieldProblem(pointer, "must be an object"));
        }
    }

    /** Reads the document's root; problems are added to the list. */
    public static Fields of(JsonNode document, List<FieldProblem> problems) {
        return new Fields(document, "", problems);
    }

    private static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    /** Where this object is, as a JSON pointer; empty for the root. */
    public String pointer() {
        return pointer;
    }

    /** Notes every field that is not one of these. */
    public Fields only(String... names) {
        Set<String> known = Set.of(names);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(name.replace("~", "~0").replace("/", "~1"), "is not known here");
            }
        });
        return this;
    }

    /** Notes each of these that is null: it may be left out, and whoever writes null may have meant something else by it. */
    public Fields notNull(String... names) {
        for (String name : names) {
            if (object.path(name).isNull()) {
                wrong(name, "must not be null; leave it out");
            }
        }
        return this;
    }

    /** Notes that the slug in the request's path is none, as if it were a field. */
    public void slugInPath(String slug) {
        if (!isSlug(slug)) {
            wrong("slug", SLUG_RULE);
        }
    }

    public void wrong(String name, String detail) {
        problems.add(new FieldProblem(at(name), detail));
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Text that must be there. */
    public String text(String name, int maxLength) {
        String text = optionalText(name, maxLength);
        if (text == null && !has(name)) {
            wrong(name, "is missing");
        }
        return text == null ? "" : text;
    }

    /** Text that may be left out or null. */
    public @Nullable String optionalText(String name, int maxLength) {
        return has(name) ? text(object.get(name), name, maxLength) : null;
    }

    /** A time in UTC that may be left out, as in {@code 2026-03-01T12:00:00Z} (ISO 8601); to the microsecond, as it can be kept. */
    public @Nullable Instant optionalTime(String name) {
        String text = optionalText(name, LONGEST_TIME);
        try {
            return text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            wrong(name, "must be a time in UTC, such as 2026-03-01T12:00:00Z");
            return null;
        }
    }

    /** True or false, or null if it is left out. */
    public @Nullable Boolean optionalFlag(String name) {
        if (!has(name)) {
            return null;
        }
        if (!object.get(name).isBoolean()) {
            wrong(name, "must be true or false");
        }
        return object.get(name).asBoolean();
    }

    /** Checks the key that came in the header, if one did. */
    public void idempotencyKey(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            wrong("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
    }

    public String slug(String name) {
        String slug = text(name, Integer.MAX_VALUE);
        if (!slug.isEmpty() && !isSlug(slug)) {
            wrong(name, SLUG_RULE);
            return "";
        }
        return slug;
    }

    /** A whole number between 1 and the maximum; 0 if it is wrong. */
    public long positive(String name, long max) {
        JsonNode node = object.path(name);
        if (!has(name)) {
            wrong(name, "is missing");
        } else if (!node.isIntegralNumber()) {
            wrong(name, "must be a whole number");
        } else if (!node.canConvertToLong() || node.longValue() < 1 || node.longValue() > max) {
            wrong(name, "must be between 1 and " + max);
        } else {
            return node.longValue();
        }
        return 0;
    }

    /** One of the constants by its lower-case name; the fallback if it is left out. */
    public <E extends Enum<E>> E choice(String name, E fallback) {
        String text = optionalText(name, Integer.MAX_VALUE);
        if (text == null) {
            return fallback;
        }
        Set<E> all = EnumSet.allOf(fallback.getDeclaringClass());
        return all.stream()
                .filter(choice -> slug(choice).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    wrong(
                            name,
                            "must be one of " + all.stream().map(Fields::slug).collect(Collectors.joining(", ")));
                    return fallback;
                });
    }

    /** An object that may be left out. */
    public Optional<Fields> object(String name) {
        return has(name) ? Optional.of(new Fields(object.get(name), at(name), problems)) : Optional.empty();
    }

    /** A list of objects; empty if it is left out. */
    public List<Fields> objects(String name) {
        return list(name, i -> new Fields(object.get(name).get(i), at(name + "/" + i), problems));
    }

    /** A list of texts; empty if it is left out. One that is wrong is an empty text, so that positions stay. */
    public List<String> texts(String name, int maxLength) {
        return list(name, i -> {
            String text = text(object.get(name).get(i), name + "/" + i, maxLength);
            return text == null ? "" : text;
        });
    }

    /** A list of texts that must be there, with at least one. */
    public List<String> someTexts(String name, int maxLength) {
        if (!has(name)) {
            wrong(name, "is missing");
        } else if (object.get(name).isArray() && object.get(name).isEmpty()) {
            wrong(name, "must not be empty");
        }
        return texts(name, maxLength);
    }

    private <T> List<T> list(String name, IntFunction<T> element) {
        if (!has(name)) {
            return List.of();
        }
        if (!object.get(name).isArray()) {
            wrong(name, "must be a list");
            return List.of();
        }
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < object.get(name).size(); i++) {
            elements.add(element.apply(i));
        }
        return elements;
    }

    private @Nullable String text(JsonNode node, String name, int maxLength) {
        if (!node.isTextual()) {
            wrong(name, "must be text");
        } else if (node.textValue().isBlank()) {
            wrong(name, "must not be empty");
        } else if (node.textValue().length() > maxLength) {
            wrong(name, "must not be longer than " + maxLength + " characters");
        } else if (node.textValue().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            wrong(name, "must not contain control characters");
        } else {
            return node.textValue();
        }
        return null;
    }

    private String at(String name) {
        return pointer + "/" + name;
    }

    private static String slug(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
