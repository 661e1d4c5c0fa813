package dev.fermata.gate.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * The part of a site that the gate is in front of: prefixes of paths, those with a {@code !} taken out again; the longest one that a
 * path begins with counts.
 */
public record Paths(List<String> prefixes) {

    private static final String EXCEPT = "!";

    public Paths {
        prefixes = List.copyOf(prefixes);
        for (String prefix : prefixes) {
            if (!bare(prefix).startsWith("/")) {
                throw new IllegalArgumentException(prefix + " is no path: it does not begin with a slash");
            }
        }
    }

    /** All of them. */
    public static Paths all() {
        return new Paths(List.of("/"));
    }

    /** The path that the application is asked for, as it sees it: decoded, and without the parameters of its segments. */
    static String of(HttpServletRequest request) {
        String below = request.getPathInfo();
        return request.getServletPath() + (below == null ? "" : below);
    }

    boolean contains(String path) {
        String longest = "!";
        for (String prefix : prefixes) {
            if (isBelow(path, bare(prefix))
                    && bare(prefix).length() > bare(longest).length()) {
                longest = prefix;
            }
        }
        return !longest.startsWith(EXCEPT);
    }

    private static boolean isBelow(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
    }

    private static String bare(String prefix) {
        return prefix.startsWith(EXCEPT) ? prefix.substring(1) : prefix;
    }
}
