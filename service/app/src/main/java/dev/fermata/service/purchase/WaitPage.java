package dev.fermata.service.purchase;

import dev.fermata.service.http.Page;
import java.net.URI;

/** "Your payment is on its way": loads itself again until it is known how it ended. */
public class WaitPage extends Page {

    private final URI site;
    private final boolean delayed;

    /** @param delayed whether the payment method itself takes its time, up to days */
    WaitPage(URI base, URI site, boolean delayed) {
        super("wait.ftlh", base);
        this.site = site;
        this.delayed = delayed;
    }

    public String getSite() {
        return site.toString();
    }

    public boolean isDelayed() {
        return delayed;
    }
}
