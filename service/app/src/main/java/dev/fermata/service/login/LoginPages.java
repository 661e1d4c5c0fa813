package dev.fermata.service.login;

import dev.fermata.service.db.Secret;
import dev.fermata.service.http.Origin;
import dev.fermata.service.http.Page;
import dev.fermata.service.http.Reached;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.site.Site;
import dev.fermata.service.site.Sites;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages around a mailed link, as answers: none is stored by anybody, framed, or tells its address to another site. */
public final class LoginPages {

    private final LoginLinks links;
    private final Sites sites;

    public LoginPages(LoginLinks links, Sites sites) {
        this.links = links;
        this.sites = sites;
    }

    /** The page for this link, in the state that it is in. */
    Response confirm(Reached reached, String token, Optional<DeviceSession> browser) {
        Optional<LoginLink> link = links.find(new Secret(token));
        Optional<ProblemException> obstacle = links.obstacle(link);
        if (obstacle.isPresent()) {
            return unusable(reached, obstacle.get(), token, browser);
        }
        LoginLink usable = link.orElseThrow();
        boolean otherBrowser = usable.deviceSessionId() != null
                && browser.filter(it -> it.id().equals(usable.deviceSessionId()))
                        .isEmpty();
        Page page = new ConfirmPage(reached.base(), usable, token, siteName(usable.returnsTo()), otherBrowser);
        return answer(200, page, usable.returnsTo());
    }

    /** Why the link does not work, with a way to a new one. */
    Response unusable(Reached reached, ProblemException problem, String token, Optional<DeviceSession> browser) {
        LoginLink link = links.find(new Secret(token)).orElse(null);
        boolean signedIn = browser.filter(DeviceSession::isAuthenticated).isPresent();
        Page page = new UnusablePage(reached.base(), problem, link, token, signedIn);
        return answer(problem.type().status(), page, null);
    }

    Response sent(Reached reached) {
        return answer(200, new SentPage(reached.base()), null);
    }

    private String siteName(URI url) {
        return Origin.of(url).flatMap(sites::of).map(Site::name).orElseGet(url::getHost);
    }

    /** @param formLeadsTo where a form on this page ends up, if that is not the page's own origin */
    private static Response answer(int status, Page page, @Nullable URI formLeadsTo) {
        String formTargets = formLeadsTo == null
                ? "'self'"
                : Origin.of(formLeadsTo).map(origin -> "'self' " + origin).orElse("'self'");
        return Response.status(status)
                .entity(page)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action "
                                + formTargets)
                // The origin is still sent, which the form's own defence needs.
                .header("Referrer-Policy", "strict-origin")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
