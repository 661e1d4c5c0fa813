package dev.fermata.service.login;

import dev.fermata.service.http.Page;
import java.net.URI;

/** Asks the reader to press the button that signs them in. */
public final class ConfirmPage extends Page {

    private final LoginLink link;
    private final String token;
    private final String siteName;
    private final boolean otherBrowser;

    ConfirmPage(URI base, LoginLink link, String token, String siteName, boolean otherBrowser) {
        super("confirm.ftlh", base);
        this.link = link;
        this.token = token;
        this.siteName = siteName;
        this.otherBrowser = otherBrowser;
    }

    public String getEmail() {
        return link.maskedEmail();
    }

    public String getToken() {
        return token;
    }

    public String getSiteName() {
        return siteName;
    }

    /** Whether it was another browser that asked for the link. */
    public boolean isOtherBrowser() {
        return otherBrowser;
    }
}
