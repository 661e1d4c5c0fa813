package dev.fermata.service.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.http.ContentTag;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** What is sold now, for anyone; cacheable by anyone for a minute. */
@Path("api/offers")
@Produces(MediaType.APPLICATION_JSON)
public final class OffersEndpoint {

    private final Catalog catalog;
    private final ObjectMapper json;

    public OffersEndpoint(Catalog catalog, ObjectMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    @GET
    public Response all(@Context Request request) {
        return answer(
                new OfferResponse.All(
                        catalog.offers().stream().map(OfferResponse::of).toList()),
                request);
    }

    @GET
    @Path("{idOrSlug}")
    public Response one(@PathParam("idOrSlug") String idOrSlug, @Context Request request) {
        Offer offer = catalog.offer(idOrSlug)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.OFFER_NOT_FOUND, "No offer has the id or slug \"" + idOrSlug + "\""));
        return answer(OfferResponse.of(offer), request);
    }

    private Response answer(Object body, Request request) {
        byte[] bytes = bytes(body);
        var tag = ContentTag.of(bytes);
        var answer = request.evaluatePreconditions(tag);
        return (answer == null ? Response.ok(bytes) : answer)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
