package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.entitlement.AccessResponse.OfferSummary;
import dev.fermata.service.entitlement.AccessResponse.Reason;
import dev.fermata.service.http.Origin;
import dev.fermata.service.http.Reached;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.Sessions;
import dev.fermata.service.session.TokenVerifier;
import dev.fermata.service.session.VerifiedToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code api/access}: may this browser use a resource? */
@Path("api/access")
@Produces(MediaType.APPLICATION_JSON)
public class AccessEndpoint {

    static final String PRIVATE = "private, no-store";
    private static final int MOST_RESOURCES = 50;

    private final Sessions sessions;
    private final TokenVerifier tokens;
    private final Entitlements entitlements;
    private final Passes passes;
    private final Catalog catalog;
    private final InstantSource clock;

    public AccessEndpoint(
            Sessions sessions,
            TokenVerifier tokens,
            Entitlements entitlements,
            Passes passes,
            Catalog catalog,
            InstantSource clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.entitlements = entitlements;
        this.passes = passes;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Any of the resources is enough. */
    @GET
    public Response access(@QueryParam("resource") List<String> resources, @Context ContainerRequestContext request) {
        requireKnown(resources);
        return Response.ok(answer(request, resources))
                .header("Cache-Control", PRIVATE)
                .build();
    }

    /** For a web server's auth sub-request: the status is the answer. */
    @GET
    @Path("gate")
    public Response gate(@QueryParam("resource") List<String> resources, @Context ContainerRequestContext request) {
        requireKnown(resources);
        int status =
                switch (answer(request, resources).reason()) {
                    case ENTITLED -> 204;
                    case NOT_SIGNED_IN -> 401;
                    case NOT_ENTITLED -> 403;
                };
        return Response.status(status).header("Cache-Control", PRIVATE).build();
    }

    /** Asks the database, whatever a token says; what it grants is remembered for the token, if one came along. */
    private AccessResponse answer(ContainerRequestContext request, List<String> resources) {
        Origin site = Reached.of(request).site();
        String carried = TokenVerifier.carried(
                request.getHeaderString(HttpHeaders.AUTHORIZATION), name -> cookie(request, name));
        Optional<VerifiedToken> token = tokens.verify(carried, site);
        Optional<DeviceSession> session = session(request, token);
        List<Entitlement> active = session.map(entitlements::active).orElse(List.of());
        Optional<Entitlement> granted = active.stream()
                .filter(entitlement -> resources.contains(entitlement.resourceSlug()))
                .findFirst();
        if (granted.isEmpty()) {
            return denied(session, resources);
        }
        token.filter(it -> it.isOf(session.orElseThrow()))
                .ifPresent(it -> passes.keep(Objects.requireNonNull(carried), it, site, active));
        return AccessResponse.granted(granted.get(), clock.instant());
    }

    /** Whoever sends a token in the header means that one; a browser is known by its session's cookie. */
    private Optional<DeviceSession> session(ContainerRequestContext request, Optional<VerifiedToken> token) {
        boolean inHeader = TokenVerifier.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION)) != null;
        Optional<DeviceSession> byToken = token.filter(it -> inHeader).flatMap(sessions::of);
        return byToken.isPresent() ? byToken : sessions.current(request);
    }

    private AccessResponse denied(Optional<DeviceSession> session, List<String> resources) {
        Reason reason =
                session.filter(DeviceSession::isIdentified).isPresent() ? Reason.NOT_ENTITLED : Reason.NOT_SIGNED_IN;
        List<OfferSummary> offers = catalog.offersSelling(resources).stream()
                .map(offer -> new OfferSummary(offer.id().value(), offer.slug(), offer.name()))
                .toList();
        return AccessResponse.denied(reason, offers);
    }

    private static @Nullable String cookie(ContainerRequestContext request, String name) {
        Cookie cookie = request.getCookies().get(name);
        return cookie == null ? null : cookie.getValue();
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
