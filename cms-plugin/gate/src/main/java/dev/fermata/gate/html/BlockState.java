package dev.fermata.gate.html;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What blocks look like around their cut parts. Templates write their elements as locked for everybody; where one stays open, this is
 * corrected, and the element of a body that was cut goes with it.
 */
final class BlockState {

    private static final String EMPTY_BODY = "<div class=\"fermata-gate__body\"></div>";
    private static final String LOCKED = "\" data-fermata-state=\"locked\"";
    private static final Pattern LOCKED_BLOCK = Pattern.compile("data-fermata-gate=\"([A-Za-z0-9_-]{1,64})" + LOCKED);

    private BlockState() {}

    static String corrected(String page, Set<String> openIds) {
        return openIds.isEmpty() || !page.contains(LOCKED)
                ? page
                : LOCKED_BLOCK
                        .matcher(page)
                        .replaceAll(block -> Matcher.quoteReplacement(
                                openIds.contains(block.group(1))
                                        ? block.group().replace("locked", "open")
                                        : block.group()));
    }
}
