package dev.fermata.gate.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fermata.gate.service.ServiceHttp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the service what it sells. */
final class CatalogueClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceHttp service;
    private final String serverToken;

    /** @param problem what is missing all the same, for an operator to read; null if nothing is */
    record Answer(CatalogueFile file, @Nullable String problem) {}

    CatalogueClient(ServiceHttp service, String serverToken) {
        this.service = service;
        this.serverToken = serverToken;
    }

    /**
     * @param before what was known, of which an unchanged part is kept
     * @throws IOException if the offers can't be had
     */
    Answer ask(@Nullable CatalogueFile before, Instant now) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = service.get("/api/offers", unless(before));
        CatalogueFile offers;
        if (before != null && answer.statusCode() == 304) {
            offers = new CatalogueFile(now, before.tag(), before.offers(), before.resources());
        } else if (answer.statusCode() == 200) {
            String tag = answer.headers().firstValue("ETag").orElse("");
            offers = new CatalogueFile(now, tag, list(answer), JSON.createArrayNode());
        } else {
            throw new IOException("status " + answer.statusCode() + " for the offers");
        }
        return withResources(offers);
    }

    private static Map<String, String> unless(@Nullable CatalogueFile before) {
        return before == null || before.tag().isEmpty() ? Map.of() : Map.of("If-None-Match", before.tag());
    }

    private Answer withResources(CatalogueFile file) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                service.get("/api/v1/resources", Map.of("Authorization", "Bearer " + serverToken));
        if (answer.statusCode() == 200) {
            return new Answer(with(file, list(answer)), null);
        }
        return new Answer(
                with(file, soldIn(file.offers())),
                "The service does not list its resources: status " + answer.statusCode()
                        + ". Is the server token one with the scopes read and forward?");
    }

    private static CatalogueFile with(CatalogueFile file, JsonNode resources) {
        return new CatalogueFile(file.asOf(), file.tag(), file.offers(), resources);
    }

    private static JsonNode soldIn(JsonNode offers) {
        Set<JsonNode> sold = new LinkedHashSet<>();
        for (JsonNode offer : offers) {
            for (JsonNode term : offer.path("terms")) {
                term.path("resources").forEach(sold::add);
            }
        }
        return JSON.createArrayNode().addAll(sold);
    }

    private static JsonNode list(HttpResponse<byte[]> answer) throws IOException {
        if (JSON.readTree(answer.body()).path("data") instanceof ArrayNode list) {
            return list;
        }
        throw new IOException("an answer that is no catalogue");
    }
}
