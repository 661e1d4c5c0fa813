package dev.fermata.service.http;

import dev.fermata.service.http.RateLimits.Limit;
import dev.fermata.service.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.time.Duration;

/** Every call counts against the limit for all calls, and against the endpoint's own where {@link RateLimited} says one. */
public final class RateLimitFeature implements DynamicFeature {

    private final RateLimits limits;

    public RateLimitFeature(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
        RateLimited limited = endpoint.getResourceMethod().getAnnotation(RateLimited.class);
        if (limited != null) {
            context.register(new OfEndpoint(
                    limits, new Limit(limited.value(), limited.requests(), Duration.ofSeconds(limited.seconds()))));
        }
    }

    private record OfEndpoint(RateLimits limits, Limit limit) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            limits.countAddress(limit, Reached.of(request).clientAddress());
        }
    }

    /** The limit for all calls: generous, as many readers may share an address, and more so for servers. */
    @PreMatching
    @Priority(250)
    public static final class OfEverything implements ContainerRequestFilter {

        private static final Duration MINUTE = Duration.ofMinutes(1);
        private static final Limit BROWSER = new Limit("browser", 1_200, MINUTE);
        private static final Limit SERVER = new Limit("server", 12_000, MINUTE);
        private static final Limit WEBHOOK = new Limit("webhook", 300_000, MINUTE);

        private final RateLimits limits;

        public OfEverything(RateLimits limits) {
            this.limits = limits;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            count(Area.of(request), Reached.of(request));
        }

        /** @throws ProblemException {@code too-many-requests} */
        public void count(Area area, Reached reached) {
            Limit limit =
                    switch (area) {
                        case BROWSER -> BROWSER;
                        case SERVER -> SERVER;
                        case WEBHOOK -> WEBHOOK;
                    };
            limits.countAddress(limit, reached.clientAddress());
        }
    }
}
