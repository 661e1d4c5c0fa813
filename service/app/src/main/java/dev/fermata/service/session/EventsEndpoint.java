package dev.fermata.service.session;

import dev.fermata.service.member.History;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.member.Visit;
import dev.fermata.service.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What browsers report with {@code track}. */
@Path("api/events")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class EventsEndpoint {

    private final Jdbi jdbi;
    private final Sessions sessions;
    private final History history;

    public EventsEndpoint(Jdbi jdbi, Sessions sessions, History history) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.history = history;
    }

    record Tracked(String eventId) {}

    @POST
    public Response track(@Context ContainerRequestContext request, @NotNull @Valid EventRequest event) {
        if (History.OWN_TYPES.contains(event.eventName())) {
            throw ProblemException.invalid("/event_name", "is recorded by the service itself");
        }
        @Nullable
        MemberId member = sessions.current(request).map(DeviceSession::memberId).orElse(null);
        String id = jdbi.inTransaction(tx -> history.track(
                tx, event.eventName(), member, new Visit(event.deviceId(), event.sessionId()), event.content()));
        return Response.accepted(new Tracked(id)).build();
    }
}
