package dev.fermata.gate.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that the application would answer with a part of a page alone, where the marks around it are missing: they are not there for
 * visitors.
 *
 * @param part found in the path or the query of such an address, and in the name of a parameter that asks for one
 */
public record Refusals(Pattern part) {

    /** As Magnolia renders parts of pages. */
    public static final Refusals USUAL = new Refusals(Pattern.compile("fermata-protected|mgnlArea"));

    boolean contain(HttpServletRequest request) {
        return isPart(Paths.of(request))
                || isPart(decoded(request.getRequestURI()))
                || isPart(decoded(request.getQueryString()));
    }

    boolean isPart(String text) {
        return part.matcher(text).find();
    }

    private static String decoded(@Nullable String text) {
        try {
            return text == null ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return String.valueOf(text);
        }
    }
}
