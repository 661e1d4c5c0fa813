package dev.fermata.service.entitlement;

import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.Sessions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** {@code api/entitlements}: what this browser may use now. */
@Path("api/entitlements")
@Produces(MediaType.APPLICATION_JSON)
public class EntitlementsEndpoint {

    private final Sessions sessions;
    private final Entitlements entitlements;
    private final InstantSource clock;

    public EntitlementsEndpoint(Sessions sessions, Entitlements entitlements, InstantSource clock) {
        this.sessions = sessions;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    /** The list, in an object that can grow. */
    record ListResponse(List<EntitlementResponse> data) {}

    @GET
    public Response list(@Context ContainerRequestContext request) {
        DeviceSession session = sessions.current(request)
                .filter(DeviceSession::isIdentified)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_SIGNED_IN, "Nobody is signed in, and nothing was bought in this browser"));
        Instant now = clock.instant();
        return Response.ok(new ListResponse(entitlements.active(session).stream()
                        .map(entitlement -> EntitlementResponse.from(entitlement, now))
                        .toList()))
                .header("Cache-Control", "private, no-store")
                .build();
    }
}
