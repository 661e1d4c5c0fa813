package dev.fermata.service.purchase;

import dev.fermata.service.http.Page;
import java.net.URI;

/** What a browser sees that did not start the purchase: that it is done, where to sign in, and nothing about whose it is. */
public class ElsewherePage extends Page {

    private final URI site;
    private final boolean paid;

    ElsewherePage(URI base, URI site, boolean paid) {
        super("elsewhere.ftlh", base);
        this.site = site;
        this.paid = paid;
    }

    public String getSite() {
        return site.toString();
    }

    public boolean isPaid() {
        return paid;
    }
}
