package dev.fermata.service.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** What our own pages need beside their HTML. */
@Path("assets")
public final class AssetsEndpoint {

    private final Shipped stylesheet =
            Shipped.find("assets/fermata.css", "text/css; charset=utf-8").orElseThrow();

    @GET
    @Path("fermata.css")
    public Response stylesheet(@Context Request request) {
        return stylesheet.answer(request).build();
    }
}
