package dev.fermata.demo.site;

import dev.fermata.demo.proxy.ProxyHandler;
import dev.fermata.demo.web.Answer;
import dev.fermata.demo.web.Asset;
import dev.fermata.demo.web.Page;
import dev.fermata.demo.web.Routes;
import dev.fermata.demo.web.Views;
import dev.fermata.demo.web.WebServer;
import dev.fermata.gate.proxy.FirstPartyProxy;
import dev.fermata.gate.proxy.ForwardedHeaders;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The running site. Every page has a strict content security policy; none depends on another host. */
public final class Site implements AutoCloseable {

    private static final String TERM = "term_month";

    private final Views views = new Views(Site.class);
    private final SiteSettings settings;
    private final FirstPartyProxy proxy;
    private final WebServer server;

    private Site(SiteSettings settings) throws Exception {
        this.settings = settings;
        ForwardedHeaders forwarded = new ForwardedHeaders(settings.serverToken());
        ServiceApi api = new ServiceApi(settings.service(), forwarded, settings.patience());
        proxy = new FirstPartyProxy(settings.service(), settings.serverToken(), settings.patience());
        server = WebServer.start(
                "site", settings.port(), new ProxyHandler(proxy), routes(new PlainPages(api, this::render)));
    }

    public static Site start(SiteSettings settings) throws Exception {
        return new Site(settings);
    }

    public int port() {
        return server.port();
    }

    private Routes routes(PlainPages plain) {
        Routes routes = new Routes(policy(), fixed(404, "not-found.ftlh"), fixed(500, "failed.ftlh"));
        routes.get("", fixed(200, "home.ftlh"))
                .get("/seed.html", SeedPage.loadingSdkFrom("/_fermata", TERM))
                .get(
                        "/seed-service-host.html",
                        SeedPage.loadingSdkFrom(settings.service().toString(), TERM))
                .get("/subscribe.html", fixed(200, "subscribe.ftlh"))
                .get("/thank-you.html", fixed(200, "thank-you.ftlh"))
                .get("/account.html", fixed(200, "account.ftlh"))
                .get("/plain.html", plain::offers)
                .get("/plain-account.html", plain::account)
                .post("/plain-sign-in", plain::signIn)
                .post("/plain-sign-out", plain::signOut);
        for (String script : new String[] {"words.js", "subscribe.js", "thank-you.js", "account.js"}) {
            routes.get("/assets/" + script, Asset.page(Site.class, script));
        }
        return routes.get("/assets/style.css", Asset.page(Asset.class, "style.css"))
                .get("/favicon.svg", Asset.page(Site.class, "favicon.svg"));
    }

    /** A form may end at Stripe, because browsers hold a redirect after it against the policy, too. */
    private String policy() {
        return "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + settings.stripe();
    }

    private Page fixed(int status, String template) {
        return request -> Answer.html(status, render(template, Map.of()));
    }

    private String render(String template, Map<String, ?> model) throws IOException {
        Map<String, Object> all = new HashMap<>(model);
        all.put("here", template);
        all.put("service", settings.service().toString());
        all.put("stripe", settings.stripe().toString());
        all.put("mailbox", settings.mailbox().toString());
        return views.render(template, all);
    }

    @Override
    public void close() throws Exception {
        server.close();
        proxy.close();
    }
}
