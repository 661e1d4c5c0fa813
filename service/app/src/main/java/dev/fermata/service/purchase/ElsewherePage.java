package dev.fermata.service.purchase;

import io.dropwizard.views.common.View;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a browser sees that did not start the purchase: that it is done, where to sign in, and nothing about whose it is. */
public class ElsewherePage extends View {

    private final URI base;
    private final URI site;
    private final boolean paid;

    ElsewherePage(URI base, URI site, boolean paid) {
        super("elsewhere.ftl", StandardCharsets.UTF_8);
        this.base = base;
        this.site = site;
        this.paid = paid;
    }

    public String getBase() {
        return base.toString();
    }

    public String getSite() {
        return site.toString();
    }

    public boolean isPaid() {
        return paid;
    }
}
