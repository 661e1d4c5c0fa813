package dev.fermata.service.http;

import io.dropwizard.views.common.View;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A page of our own. Its template is a {@code .ftlh} beside the class, so that everything is escaped, and is wrapped in
 * {@code layout.ftlh}.
 */
public abstract class Page extends View {

    private final URI base;

    /** @param base the URL that our own addresses are relative to, as the browser sees it */
    protected Page(String template, URI base) {
        super(template, StandardCharsets.UTF_8);
        this.base = base;
    }

    /** Ends in a slash. */
    public String getBase() {
        return base.toString();
    }
}
