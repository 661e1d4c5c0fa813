package dev.fermata.gate.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/**
 * What search engines are told about a page: whether it is for everybody, and where in the delivered page the part is that is not.
 *
 * @param type a schema.org type, {@code NewsArticle} or {@code WebPage}
 * @param description empty if there is none
 * @param free whether it is for everybody
 * @param cssSelector of the gated part, if it is in the delivered page; empty if it was cut
 */
public record JsonLd(String type, String headline, String description, URI url, boolean free, String cssSelector) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The JSON, safe inside a script element. */
    public String json() {
        ObjectNode page = JSON.createObjectNode();
        page.put("@context", "https://schema.org").put("@type", type).put("headline", headline);
        if (!description.isEmpty()) {
            page.put("description", description);
        }
        page.put("url", url.toString()).put("isAccessibleForFree", free);
        if (!free && !cssSelector.isEmpty()) {
            page.putObject("hasPart")
                    .put("@type", "WebPageElement")
                    .put("isAccessibleForFree", false)
                    .put("cssSelector", cssSelector);
        }
        try {
            return Escape.jsonInScript(JSON.writeValueAsString(page));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole script element. */
    public String script() {
        return "<script type=\"application/ld+json\">" + json() + "</script>";
    }
}
