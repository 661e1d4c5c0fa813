package dev.fermata.service.purchase;

import io.dropwizard.views.common.View;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** "Your payment is on its way": loads itself again until it is known how it ended. */
public class WaitPage extends View {

    private final URI base;
    private final URI site;
    private final boolean delayed;

    /** @param delayed whether the payment method itself takes its time, up to days */
    WaitPage(URI base, URI site, boolean delayed) {
        super("wait.ftl", StandardCharsets.UTF_8);
        this.base = base;
        this.site = site;
        this.delayed = delayed;
    }

    public String getBase() {
        return base.toString();
    }

    public String getSite() {
        return site.toString();
    }

    public boolean isDelayed() {
        return delayed;
    }
}
