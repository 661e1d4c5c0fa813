package dev.fermata.service;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.entitlement.Passes;
import dev.fermata.service.entitlement.QuickAccess;
import dev.fermata.service.http.BodyLimit;
import dev.fermata.service.http.NoZero;
import dev.fermata.service.http.Origin;
import dev.fermata.service.http.PlainPaths;
import dev.fermata.service.http.RateLimitFeature;
import dev.fermata.service.http.RateLimits;
import dev.fermata.service.http.RequestIds;
import dev.fermata.service.http.SecurityHeaders;
import dev.fermata.service.http.TrustedProxies;
import dev.fermata.service.site.ApiTokens;
import dev.fermata.service.site.Arrivals;
import dev.fermata.service.site.CrossOrigin;
import dev.fermata.service.site.ForgeryDefence;
import dev.fermata.service.site.ReachedFilter;
import dev.fermata.service.site.Sites;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;

/** What every request passes before an endpoint sees it, in the order of the priorities on the filters. */
final class Guard {

    private final Origin own;
    private final Sites sites;
    private final RateLimits rateLimits;
    private final Arrivals arrivals;
    private final RateLimitFeature.OfEverything limitOfEverything;
    private final SecurityHeaders securityHeaders;

    /** @throws IllegalArgumentException if the public URL is none */
    Guard(FermataConfiguration configuration, Sites sites, ApiTokens apiTokens, RateLimits rateLimits) {
        var publicUrl = configuration.getPublicUrl();
        this.own = Origin.of(publicUrl)
                .orElseThrow(() -> new IllegalArgumentException("publicUrl is no http or https URL: " + publicUrl));
        this.sites = sites;
        this.rateLimits = rateLimits;
        this.arrivals =
                new Arrivals(publicUrl, own, sites, apiTokens, new TrustedProxies(configuration.trustedProxies()));
        this.limitOfEverything = new RateLimitFeature.OfEverything(rateLimits);
        this.securityHeaders =
                new SecurityHeaders(own, configuration.getStripe().checkoutOrigins());
    }

    void register(Environment environment) {
        environment
                .servlets()
                .addFilter("request-ids", new RequestIds())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment.jersey().register(new PlainPaths());
        environment.jersey().register(new NoZero());
        environment.jersey().register(new ReachedFilter(arrivals));
        environment.jersey().register(limitOfEverything);
        environment.jersey().register(new RateLimitFeature(rateLimits));
        environment.jersey().register(new CrossOrigin(sites));
        environment.jersey().register(new ForgeryDefence(sites, own));
        environment.jersey().register(new BodyLimit());
        environment.jersey().register(securityHeaders);
    }

    /** The short way to "yes", on which the same is kept to. */
    QuickAccess quickAccess(Passes passes, Catalog catalog) {
        return new QuickAccess(passes, arrivals, limitOfEverything, catalog, securityHeaders);
    }
}
