package dev.fermata.service.http;

import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The browser SDK, as pages load it. */
@Path("client.js")
public final class ClientScriptEndpoint {

    private final Optional<Shipped> script =
            Shipped.find("dev/fermata/sdk/client.js", "text/javascript; charset=utf-8");

    @GET
    public Response get(@Context Request request) {
        return script.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "This service has no SDK in it"))
                .answer(request)
                .build();
    }
}
