package dev.fermata.service.site;

import dev.fermata.service.http.Area;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;

/** Notes on every request how it reached the service. */
@PreMatching
@Priority(200)
public final class ReachedFilter implements ContainerRequestFilter {

    private final Arrivals arrivals;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest servlet;

    public ReachedFilter(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        arrivals.reached(
                        Area.of(request),
                        servlet.getRemoteAddr(),
                        request.getUriInfo().getRequestUri().getScheme(),
                        request::getHeaderString)
                .attachTo(request);
    }
}
