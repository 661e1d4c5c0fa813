package dev.fermata.service.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.http.Body;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.site.RequiresScope;
import dev.fermata.service.site.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resources, for servers. */
@Path("api/v1/resources")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ)
public final class ResourcesEndpoint {

    private final Catalog catalog;
    private final CatalogueChanges changes;

    public ResourcesEndpoint(Catalog catalog, CatalogueChanges changes) {
        this.catalog = catalog;
        this.changes = changes;
    }

    /** Every resource. */
    public record All(List<Resource> data) {}

    @GET
    public All all() {
        return new All(catalog.resources());
    }

    @GET
    @Path("{slug}")
    public Resource one(@PathParam("slug") String slug) {
        return catalog.resource(slug)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.RESOURCE_NOT_FOUND, "No resource has the slug \"" + slug + "\""));
    }

    @PUT
    @Path("{slug}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public Resource put(@PathParam("slug") String slug, @Nullable JsonNode body) {
        changes.apply(Body.read(body, fields -> {
            fields.only("id", "name").slugInPath(slug);
            return ChangeReader.resource(fields, slug);
        }));
        return one(slug);
    }
}
