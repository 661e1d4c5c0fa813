package dev.fermata.service.login;

import dev.fermata.service.http.Page;
import java.net.URI;

/** Says that a link is on its way, without saying to whom or whether. */
public final class SentPage extends Page {

    SentPage(URI base) {
        super("sent.ftlh", base);
    }
}
