package dev.fermata.demo.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pages of a site that knows nothing of Fermata, with a word of its own in every protected place. Whoever sees one of the words
 * has seen what is paid for.
 */
final class Canaries {

    static final String SITE = "/content/apache/sling-apache-org";

    private static final String RICH_TEXT = "sling-cms/components/general/richtext";
    private static final String CONTAINER = "sling-cms/components/general/container";

    private final List<String> words = new ArrayList<>();
    private final Map<String, Object> pages = new LinkedHashMap<>();

    /** @param run makes the words of this run its own */
    static Canaries laid(CmsHttp cms, String run) {
        Canaries canaries = new Canaries();
        canaries.pages.put(
                "page",
                canaries.page(
                        "page" + run, Map.of("fermataAccess", "resources", "fermataResources", List.of("premium"))));
        canaries.pages.put("registered", canaries.page("registered" + run, Map.of("fermataAccess", "registered")));
        canaries.pages.put(
                "metered",
                canaries.page(
                        "metered" + run,
                        Map.of(
                                "fermataAccess",
                                "metered",
                                "fermataResources",
                                List.of("premium"),
                                "fermataMeter",
                                "0/0/P1M")));
        canaries.pages.put(
                "hydrated",
                canaries.page(
                        "hydrated" + run,
                        Map.of(
                                "fermataAccess",
                                "resources",
                                "fermataResources",
                                List.of("premium"),
                                "fermataRendering",
                                "hydrate")));
        canaries.pages.put("unsold", canaries.page("unsold" + run, Map.of("fermataAccess", "resources")));
        canaries.pages.put("block", canaries.pageWithBlock("block" + run, "request"));
        canaries.pages.put("block-hydrated", canaries.pageWithBlock("blockhydrated" + run, "hydrate"));
        canaries.pages.forEach((name, page) -> putOnce(cms, name, page));
        return canaries;
    }

    private static void putOnce(CmsHttp cms, String name, Object page) {
        if (cms.getAsAdmin(SITE + "/" + name + ".html").status() != 200) {
            cms.put(SITE, name, page);
        }
    }

    /** Metered pages that share the site's meter of three views. */
    static void meteredPages(CmsHttp cms, int count) {
        for (int page = 1; page <= count; page++) {
            Canaries canaries = new Canaries();
            Map<String, Object> access = Map.of(
                    "fermataAccess", "metered", "fermataResources", List.of("premium"), "fermataMeter", "3/2/P1M");
            cms.put(SITE, "metered-" + page, canaries.page("metered" + page, access));
        }
    }

    static String metered(int page) {
        return SITE + "/metered-" + page + ".html";
    }

    List<String> words() {
        return List.copyOf(words);
    }

    List<String> wordsOf(String page) {
        return words.stream().filter(word -> word.startsWith("canary" + page)).toList();
    }

    /** The pages by name, as they were written. */
    Map<String, Object> pages() {
        return pages;
    }

    private Map<String, Object> page(String name, Map<String, Object> access) {
        Map<String, Object> content = new LinkedHashMap<>(Map.of(
                "jcr:primaryType",
                "nt:unstructured",
                "sling:resourceType",
                "reference/components/pages/base",
                "sling:template",
                "/conf/asf/site/templates/base-page",
                "jcr:title",
                "Title of " + name,
                "published",
                true,
                "fermataTeaser",
                "<p>Teaser of " + name + "</p>"));
        content.putAll(access);
        content.put(
                "container",
                container(Map.of(
                        "text", richText(word(name)),
                        "inner",
                                container(Map.of(
                                        "text",
                                        richText(word(name)),
                                        "deeper",
                                        container(Map.of("text", richText(word(name)))))))));
        // The site's own pages do not show this part; it is there to be found by other ways.
        content.put("margin", container(Map.of("text", richText(word("margin" + name)))));
        return wrapped(content);
    }

    private Map<String, Object> pageWithBlock(String name, String rendering) {
        Map<String, Object> block = new LinkedHashMap<>(Map.of(
                "jcr:primaryType", "nt:unstructured",
                "sling:resourceType", "fermata/components/gated-content",
                "fermataId", "id-" + name,
                "access", "resources",
                "resources", List.of("premium", "archive"),
                "rendering", rendering,
                "headline", "Read on"));
        block.put("teaser", container(Map.of("text", richText("Teaser of " + name))));
        block.put(
                "fermata-protected",
                container(Map.of(
                        "text", richText(word(name)), "inner", container(Map.of("text", richText(word(name)))))));
        Map<String, Object> content = new LinkedHashMap<>(Map.of(
                "jcr:primaryType", "nt:unstructured",
                "sling:resourceType", "reference/components/pages/base",
                "sling:template", "/conf/asf/site/templates/base-page",
                "jcr:title", "Title of " + name,
                "published", true));
        content.put("container", container(Map.of("intro", richText("Introduction of " + name), "gated", block)));
        return wrapped(content);
    }

    private static Map<String, Object> wrapped(Map<String, Object> content) {
        return Map.of("jcr:primaryType", "sling:Page", "jcr:content", content);
    }

    private static Map<String, Object> container(Map<String, Object> children) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("jcr:primaryType", "nt:unstructured");
        container.put("sling:resourceType", CONTAINER);
        container.putAll(children);
        return container;
    }

    private static Map<String, Object> richText(String text) {
        return Map.of(
                "jcr:primaryType", "nt:unstructured", "sling:resourceType", RICH_TEXT, "text", "<p>" + text + "</p>");
    }

    private String word(String name) {
        String word = "canary" + name + "n" + words.size();
        words.add(word);
        return word;
    }
}
