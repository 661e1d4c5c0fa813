package dev.fermata.service.site;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.http.Body;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sites and their origins, for servers. */
@Path("api/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ)
public final class SitesEndpoint {

    private final Sites sites;
    private final SiteChanges changes;

    public SitesEndpoint(Sites sites, SiteChanges changes) {
        this.sites = sites;
        this.changes = changes;
    }

    /** Every site. */
    public record All(List<Site> data) {}

    @GET
    public All all() {
        return new All(sites.all());
    }

    @GET
    @Path("{slug}")
    public Site one(@PathParam("slug") String slug) {
        return sites.all().stream()
                .filter(site -> site.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> notFound(slug));
    }

    @PUT
    @Path("{slug}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public Site put(@PathParam("slug") String slug, @Nullable JsonNode body) {
        changes.put(Body.read(body, fields -> {
            fields.only("name", "origins").slugInPath(slug);
            return PutSite.read(fields, slug);
        }));
        return one(slug);
    }

    /** From then on no page of the site may call, and no reader is sent there. */
    @DELETE
    @Path("{slug}")
    @RequiresScope(Scope.WRITE)
    public void remove(@PathParam("slug") String slug) {
        if (!changes.remove(slug)) {
            throw notFound(slug);
        }
    }

    private static ProblemException notFound(String slug) {
        return new ProblemException(ProblemType.SITE_NOT_FOUND, "No site has the slug \"" + slug + "\"");
    }
}
