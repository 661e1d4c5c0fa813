package dev.fermata.gate.servlet.site;

import jakarta.servlet.ServletRequest;

/** What the application writes: teaser, and, if the filter is there, a protected part and a paywall between marks. */
public final class Pages {

    /** No visitor without a right to it may ever see this. */
    public static final String CANARY = "canary-4711";

    public static final String TEASER = "The teaser, for everybody.";
    public static final String PAYWALL = "Buy to read on.";
    public static final String TAIL = "The page's footer.";

    private Pages() {}

    static String article(ServletRequest request, String requirement) {
        return page(section(request, "story", requirement));
    }

    /** A page that lies as a file in the application, written by a generator of static sites. */
    static String file() {
        return page(
                "<!--fermata:protected story resource:premium--><p>" + CANARY + "</p><!--/fermata:protected story-->"
                        + "<!--fermata:locked story--><div>" + PAYWALL + "</div><!--/fermata:locked story-->");
    }

    static String page(String body) {
        return "<!DOCTYPE html>\n<html><head><title>Article</title></head><body><p>" + TEASER + "</p>" + body
                + "<footer>" + TAIL + "</footer></body></html>\n";
    }

    /** As the templates that ship do it: without the filter, the paid words are not written. */
    static String section(ServletRequest request, String id, String requirement) {
        String locked = "<!--fermata:locked " + id + "--><div>" + PAYWALL + "</div><!--/fermata:locked " + id + "-->";
        if (request.getAttribute("dev.fermata.gate") == null) {
            return "<div>" + PAYWALL + "</div>";
        }
        return "<!--fermata:protected " + id + " " + requirement + "--><p>" + CANARY + "</p><!--/fermata:protected "
                + id + "-->" + locked;
    }
}
