package dev.fermata.gate.servlet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a filter or servlet. In every value, {@code ${NAME}} stands for the system property of that name or else the
 * environment variable, so that no secret need stand in a descriptor.
 */
record InitParameters(Function<String, @Nullable String> raw) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

    /** Empty if it is not there or blank. */
    Optional<String> text(String name) {
        return Optional.ofNullable(raw.apply(name))
                .map(value -> PLACEHOLDER
                        .matcher(value)
                        .replaceAll(match -> Matcher.quoteReplacement(outside(name, match.group(1)))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    <T> T required(String name, Function<String, T> reader) {
        return read(name, reader).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    /** Separated by commas or white space. */
    List<String> list(String name) {
        return text(name).map(InitParameters::split).orElse(List.of());
    }

    static List<String> split(String value) {
        return Arrays.asList(value.split("[\\s,]+"));
    }

    /** Says which parameter it is that can't be read. */
    <T> Optional<T> read(String name, Function<String, T> reader) {
        return text(name).map(value -> {
            try {
                return reader.apply(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        });
    }

    private static String outside(String parameter, String name) {
        String property = System.getProperty(name);
        String value = property == null ? System.getenv(name) : property;
        if (value == null) {
            throw new IllegalArgumentException(
                    parameter + ": there is neither a system property nor an environment variable " + name);
        }
        return value;
    }
}
