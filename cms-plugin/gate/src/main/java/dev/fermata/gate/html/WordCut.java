package dev.fermata.gate.html;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Takes everything behind the first so many words out of a tree; used once. */
final class WordCut {

    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final String ELLIPSIS = "…";

    private int left;
    private boolean cut;
    private @Nullable TextNode last;

    WordCut(int words) {
        this.left = words;
    }

    void apply(Element root) {
        walk(root);
        if (cut && last != null) {
            last.text(last.getWholeText().stripTrailing() + ELLIPSIS);
        }
    }

    private void walk(Node node) {
        for (Node child : List.copyOf(node.childNodes())) {
            if (cut) {
                child.remove();
            } else if (child instanceof TextNode text) {
                shorten(text);
            } else {
                walk(child);
                if (cut && child instanceof Element element && !element.hasText()) {
                    child.remove();
                }
            }
        }
    }

    private void shorten(TextNode text) {
        String whole = text.getWholeText();
        Matcher word = WORD.matcher(whole);
        int end = 0;
        while (word.find()) {
            if (left == 0) {
                cut = true;
                text.text(whole.substring(0, end));
                return;
            }
            left--;
            end = word.end();
            last = text;
        }
    }
}
