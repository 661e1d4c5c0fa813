package dev.fermata.service.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.http.Body;
import dev.fermata.service.http.Fields;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.site.RequiresScope;
import dev.fermata.service.site.Scope;
import dev.fermata.service.webhook.DeliveryLog.Whole;
import dev.fermata.service.webhook.LogDao.Entry;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code api/v1/webhook-endpoints/{id}/deliveries}, for servers: what was sent there, how it went, and sending it again. */
@Path("api/v1/webhook-endpoints/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ)
public final class WebhookDeliveriesEndpoint {

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final InstantSource clock;

    WebhookDeliveriesEndpoint(Endpoints endpoints, DeliveryLog log, InstantSource clock) {
        this.endpoints = endpoints;
        this.log = log;
        this.clock = clock;
    }

    /**
     * A page of the log, newest first.
     *
     * @param next what to ask for with {@code before} to get the page after this one
     */
    record DeliveryList(List<Entry> data, @Nullable String next) {}

    /** How many are sent again. */
    record Recovered(int recovered) {}

    @GET
    public DeliveryList list(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("before") @Nullable String before) {
        List<Entry> page = log.entries(endpoint(id), state == null ? null : state(state), before);
        return new DeliveryList(
                page,
                DeliveryLog.isWhole(page) ? null : page.get(page.size() - 1).messageId());
    }

    @GET
    @Path("{message}")
    public Whole one(@PathParam("id") String id, @PathParam("message") String message) {
        return log.entry(endpoint(id), message);
    }

    @POST
    @Path("{message}/redeliver")
    @RequiresScope(Scope.WRITE)
    public Response redeliver(@PathParam("id") String id, @PathParam("message") String message) {
        return accepted(log.again(endpoint(id), message));
    }

    @POST
    @Path("recover")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public Response recover(@PathParam("id") String id, @Nullable JsonNode body) {
        EndpointId endpoint = endpoint(id);
        return accepted(new Recovered(log.recover(endpoint, Body.read(body, this::since))));
    }

    @POST
    @Path("ping")
    @RequiresScope(Scope.WRITE)
    public Response ping(@PathParam("id") String id) {
        return accepted(log.ping(endpoint(id)));
    }

    private Instant since(Fields fields) {
        Instant since = fields.only("since").optionalTime("since");
        if (!fields.has("since")) {
            fields.wrong("since", "is missing");
        } else if (since != null && (since.isAfter(clock.instant()) || since.isBefore(Instant.EPOCH))) {
            fields.wrong("since", "must be in the past");
        }
        return Objects.requireNonNullElse(since, Instant.EPOCH);
    }

    private EndpointId endpoint(String id) {
        return endpoints.find(new EndpointId(id)).id();
    }

    private static DeliveryState state(String text) {
        return Arrays.stream(DeliveryState.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("/state", "must be one of pending, delivered, failed"));
    }

    private static Response accepted(Object entity) {
        return Response.status(Status.ACCEPTED).entity(entity).build();
    }
}
