package dev.fermata.gate.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The catalogue as it is kept on disk: the service's own words, and when it said them. */
record CatalogueFile(Instant asOf, String tag, JsonNode offers, JsonNode resources) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<CatalogueFile> parse(byte[] file) {
        try {
            JsonNode json = JSON.readTree(file);
            return Optional.of(new CatalogueFile(
                    Instant.parse(json.path("as_of").asText()),
                    json.path("tag").asText(),
                    json.path("offers"),
                    json.path("resources")));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        ObjectNode json = JSON.createObjectNode();
        json.put("as_of", asOf.toString()).put("tag", tag);
        json.set("offers", offers);
        json.set("resources", resources);
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean saysTheSameAs(@Nullable CatalogueFile other) {
        return other != null && offers.equals(other.offers) && resources.equals(other.resources);
    }

    List<Offer> readOffers() {
        return list(
                offers,
                offer -> new Offer(
                        text(offer, "id"),
                        text(offer, "slug"),
                        text(offer, "name"),
                        optional(offer, "description"),
                        list(offer.path("terms"), CatalogueFile::term)));
    }

    List<Resource> readResources() {
        return list(resources, CatalogueFile::resource);
    }

    private static Term term(JsonNode term) {
        JsonNode price = term.path("price");
        return new Term(
                text(term, "id"),
                text(term, "name"),
                price.isObject() ? new Money(price.path("amount").asLong(), text(price, "currency")) : null,
                optional(term, "duration"),
                list(term.path("resources"), CatalogueFile::resource));
    }

    private static Resource resource(JsonNode resource) {
        return new Resource(text(resource, "id"), text(resource, "slug"), text(resource, "name"));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> items = new ArrayList<>();
        array.forEach(item -> items.add(read.apply(item)));
        return items;
    }

    private static String text(JsonNode object, String name) {
        return object.path(name).asText();
    }

    private static @Nullable String optional(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() ? value.asText() : null;
    }
}
