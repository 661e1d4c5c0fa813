package dev.fermata.service.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.http.Body;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.site.RequiresScope;
import dev.fermata.service.site.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The offers and their terms, for servers. A term that is put anew gets a new version; nothing that was sold is altered. */
@Path("api/v1/offers")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ)
public final class OfferEntriesEndpoint {

    private final Catalog catalog;
    private final CatalogueChanges changes;

    public OfferEntriesEndpoint(Catalog catalog, CatalogueChanges changes) {
        this.catalog = catalog;
        this.changes = changes;
    }

    @GET
    public OfferEntry.All all() {
        return new OfferEntry.All(
                catalog.allOffers().stream().map(OfferEntry::of).toList());
    }

    @GET
    @Path("{slug}")
    public OfferEntry one(@PathParam("slug") String slug) {
        return OfferEntry.of(offer(slug));
    }

    @PUT
    @Path("{slug}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public OfferEntry put(@PathParam("slug") String slug, @Nullable JsonNode body) {
        changes.apply(Body.read(body, fields -> {
            fields.only("id", "name", "description").slugInPath(slug);
            return ChangeReader.offer(fields, slug);
        }));
        return one(slug);
    }

    @PUT
    @Path("{slug}/terms/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public OfferEntry.TermEntry putTerm(
            @PathParam("slug") String slug, @PathParam("id") TermId id, @Nullable JsonNode body) {
        Offer offer = offer(slug);
        changes.apply(Body.read(body, fields -> {
            fields.only("name", "price", "duration", "resources", "repurchase", "refund_policy");
            if (!ChangeReader.isTermId(id.value())) {
                fields.wrong("id", ChangeReader.TERM_ID_RULE);
            }
            return ChangeReader.term(fields, offer.slug(), id, null);
        }));
        return term(offer.id(), id);
    }

    /** Takes the term off sale; who has it keeps it. Putting it anew puts it on sale again. */
    @POST
    @Path("{slug}/terms/{id}/retire")
    @RequiresScope(Scope.WRITE)
    public OfferEntry.TermEntry retire(@PathParam("slug") String slug, @PathParam("id") TermId id) {
        OfferId offer = offer(slug).id();
        changes.retire(term(offer, id).id());
        return term(offer, id);
    }

    private Offer offer(String slug) {
        return catalog.allOffers().stream()
                .filter(offer -> offer.slug().equals(slug))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(ProblemType.OFFER_NOT_FOUND, "No offer has the slug \"" + slug + "\""));
    }

    private OfferEntry.TermEntry term(OfferId offer, TermId id) {
        return catalog.term(id)
                .filter(term -> term.offerId().equals(offer))
                .map(OfferEntry.TermEntry::of)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.TERM_NOT_FOUND, "The offer has no term with the id \"" + id + "\""));
    }
}
