package dev.fermata.service.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The pages that the {@code type} of a problem leads to: what happened, and what to do. */
@Path("problems/{slug}")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public final class ProblemTypesEndpoint {

    private final Map<String, ProblemType> types =
            Arrays.stream(ProblemType.values()).collect(Collectors.toMap(ProblemType::slug, Function.identity()));

    @GET
    public Response get(@PathParam("slug") String slug) {
        ProblemType type = Optional.ofNullable(types.get(slug))
                .orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND, "No problem is called \"" + slug + "\""));
        return Response.ok(new ProblemTypePage(type.title(), page(type)))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .build();
    }

    /** The page as it is written, in Markdown. */
    static String page(ProblemType type) {
        String path = "docs/problems/" + type.slug() + ".md";
        try (InputStream file = ProblemTypesEndpoint.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
