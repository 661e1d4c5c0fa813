package dev.fermata.gate.html;

import java.util.Set;
import java.util.regex.MatchResult;
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
        String filled = page.replace(EMPTY_BODY, "");
        return openIds.isEmpty() || !filled.contains(LOCKED)
                ? filled
                : LOCKED_BLOCK.matcher(filled).replaceAll(block -> corrected(block, openIds));
    }

    private static String corrected(MatchResult block, Set<String> openIds) {
        String said = block.group();
        return openIds.contains(block.group(1)) ? said.replace("locked", "open") : said;
    }
}
