package dev.fermata.service.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.http.Body;
import dev.fermata.service.http.Fields;
import dev.fermata.service.site.RequiresScope;
import dev.fermata.service.site.Scope;
import dev.fermata.service.webhook.Endpoint.Wish;
import dev.fermata.service.webhook.Endpoints.Created;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code api/v1/webhook-endpoints}, for servers: where messages go. */
@Path("api/v1/webhook-endpoints")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ)
public final class WebhookEndpointsEndpoint {

    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_DESCRIPTION = 200;
    private static final int LONGEST_TYPE = 100;

    private final Endpoints endpoints;
    private final AllowedAddresses allowed;

    WebhookEndpointsEndpoint(Endpoints endpoints, AllowedAddresses allowed) {
        this.endpoints = endpoints;
        this.allowed = allowed;
    }

    /** Every endpoint, oldest first. */
    record EndpointList(List<Endpoint> data) {}

    /** An endpoint with its secret, which is shown at no other time. */
    record WithSecret(Endpoint endpoint, String secret) {}

    @GET
    public EndpointList list() {
        return new EndpointList(endpoints.all());
    }

    @GET
    @Path("{id}")
    public Endpoint one(@PathParam("id") String id) {
        return endpoints.find(new EndpointId(id));
    }

    /** 201; the same {@code Idempotency-Key} is the same endpoint, answered with 200. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public Response create(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable JsonNode body) {
        Wish wish = Body.read(body, fields -> {
            fields.idempotencyKey(key);
            fields.only("url", "description", "event_types").text("url", LONGEST_URL);
            return wish(fields);
        });
        Created created = endpoints.create(wish, key);
        return Response.status(created.fresh() ? Status.CREATED : Status.OK)
                .entity(withSecret(created))
                .build();
    }

    /** What is left out stays. */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public Endpoint change(@PathParam("id") String id, @Nullable JsonNode body) {
        return endpoints.change(
                new EndpointId(id),
                Body.read(body, fields -> wish(fields.only("url", "description", "event_types", "enabled"))));
    }

    @DELETE
    @Path("{id}")
    @RequiresScope(Scope.WRITE)
    public void delete(@PathParam("id") String id) {
        endpoints.delete(new EndpointId(id));
    }

    @POST
    @Path("{id}/rotate-secret")
    @RequiresScope(Scope.WRITE)
    public WithSecret rotate(@PathParam("id") String id) {
        return withSecret(endpoints.rotate(new EndpointId(id)));
    }

    private static WithSecret withSecret(Created created) {
        return new WithSecret(created.endpoint(), created.secret().value());
    }

    private Wish wish(Fields fields) {
        String url = fields.has("url") ? fields.optionalText("url", LONGEST_URL) : null;
        if (url != null) {
            EndpointUrl.problem(url, allowed).ifPresent(problem -> fields.wrong("url", problem));
        }
        return new Wish(
                url,
                fields.optionalText("description", LONGEST_DESCRIPTION),
                fields.has("event_types") ? types(fields) : null,
                fields.optionalFlag("enabled"));
    }

    private static List<String> types(Fields fields) {
        List<String> types = fields.texts("event_types", LONGEST_TYPE);
        for (int i = 0; i < types.size(); i++) {
            if (!types.get(i).isEmpty() && !WebhookType.isFilter(types.get(i))) {
                fields.wrong("event_types/" + i, "must be a type, or a group such as purchase.*");
            }
        }
        return types.stream().distinct().sorted().toList();
    }
}
