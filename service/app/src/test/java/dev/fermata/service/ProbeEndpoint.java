package dev.fermata.service;

import dev.fermata.service.http.RateLimited;
import dev.fermata.service.http.Reached;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Tells tests what an endpoint of the service gets to see; only the service under test has it. */
@Path("api/probe")
@Produces(MediaType.APPLICATION_JSON)
public final class ProbeEndpoint {

    @GET
    public Map<String, String> get(@Context ContainerRequestContext request) {
        var reached = Reached.of(request);
        return Map.of(
                "base", reached.base().toString(),
                "site", reached.site().value(),
                "client", reached.clientAddress());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Integer> post(String body) {
        return Map.of("length", body.length());
    }

    @DELETE
    public void delete() {}

    @GET
    @Path("limited")
    @RateLimited(value = "probe", requests = 2)
    public Map<String, String> limited() {
        return Map.of();
    }

    @GET
    @Path("page")
    @Produces(MediaType.TEXT_HTML)
    public String page() {
        return "<!doctype html><title>A page</title>";
    }

    @GET
    @Path("bug")
    public String bug() {
        throw new IllegalStateException("a secret from inside");
    }
}
