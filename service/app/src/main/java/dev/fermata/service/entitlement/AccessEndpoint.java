package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.entitlement.AccessResponse.OfferSummary;
import dev.fermata.service.entitlement.AccessResponse.Reason;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.Sessions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code api/access}: may this browser use a resource? */
@Path("api/access")
@Produces(MediaType.APPLICATION_JSON)
public class AccessEndpoint {

    private static final String PRIVATE = "private, no-store";
    private static final int MOST_RESOURCES = 50;

    private final Sessions sessions;
    private final Entitlements entitlements;
    private final Catalog catalog;
    private final InstantSource clock;

    public AccessEndpoint(Sessions sessions, Entitlements entitlements, Catalog catalog, InstantSource clock) {
        this.sessions = sessions;
        this.entitlements = entitlements;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Any of the resources is enough. */
    @GET
    public Response access(@QueryParam("resource") List<String> resources, @Context ContainerRequestContext request) {
        requireKnown(resources);
        return Response.ok(answer(sessions.current(request), resources))
                .header("Cache-Control", PRIVATE)
                .build();
    }

    /** For a web server's auth sub-request: the status is the answer. */
    @GET
    @Path("gate")
    public Response gate(@QueryParam("resource") List<String> resources, @Context ContainerRequestContext request) {
        requireKnown(resources);
        Optional<DeviceSession> session = sessions.current(request);
        AccessResponse answer = answer(session, resources);
        int status =
                switch (answer.reason()) {
                    case ENTITLED -> 204;
                    case NOT_SIGNED_IN -> 401;
                    case NOT_ENTITLED -> 403;
                };
        return Response.status(status).header("Cache-Control", PRIVATE).build();
    }

    private AccessResponse answer(Optional<DeviceSession> session, List<String> resources) {
        Optional<Entitlement> entitlement = session.stream()
                .flatMap(known -> entitlements.active(known).stream())
                .filter(active -> resources.contains(active.resourceSlug()))
                .findFirst();
        return entitlement
                .map(granted -> new AccessResponse(
                        true,
                        Reason.ENTITLED,
                        granted.resourceSlug(),
                        EntitlementResponse.from(granted, clock.instant()),
                        null,
                        List.of()))
                .orElseGet(() -> new AccessResponse(
                        false,
                        session.filter(DeviceSession::isIdentified).isPresent()
                                ? Reason.NOT_ENTITLED
                                : Reason.NOT_SIGNED_IN,
                        null,
                        null,
                        null,
                        catalog.offersSelling(resources).stream()
                                .map(offer -> new OfferSummary(offer.id().value(), offer.slug(), offer.name()))
                                .toList()));
    }

    private void requireKnown(List<String> resources) {
        if (resources.isEmpty()) {
            throw ProblemException.invalid("/resource", "is missing: name at least one resource by its slug");
        }
        if (resources.size() > MOST_RESOURCES) {
            throw ProblemException.invalid("/resource", "is given more than " + MOST_RESOURCES + " times");
        }
        for (String slug : resources) {
            if (catalog.resource(slug).isEmpty()) {
                throw new ProblemException(ProblemType.RESOURCE_NOT_FOUND, "No resource has this slug")
                        .about("/resource");
            }
        }
    }
}
