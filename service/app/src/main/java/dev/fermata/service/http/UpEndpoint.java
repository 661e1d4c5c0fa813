package dev.fermata.service.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Says that this process takes requests, and that it is a service of this kind; what it needs is for the health checks to tell.
 */
@Path("up")
@Produces(MediaType.APPLICATION_JSON)
public final class UpEndpoint {

    /** The only status there is: otherwise nobody answers. */
    public record Up(String status) {}

    @GET
    public Response get() {
        return Response.ok(new Up("up"))
                .header("x-allegro-health", "1")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
