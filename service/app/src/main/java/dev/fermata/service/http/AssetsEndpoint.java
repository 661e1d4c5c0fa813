package dev.fermata.service.http;

import com.google.common.io.Resources;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What our own pages need beside their HTML. */
@Path("assets")
public final class AssetsEndpoint {

    private final byte[] stylesheet = read("assets/fermata.css");
    private final EntityTag tag = ContentTag.of(stylesheet);

    @GET
    @Path("fermata.css")
    @Produces("text/css; charset=utf-8")
    public Response stylesheet(@Context Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(stylesheet) : unchanged)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }

    private static byte[] read(String resource) {
        try {
            return Resources.toByteArray(Resources.getResource(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
