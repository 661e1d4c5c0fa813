package dev.fermata.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** What a member may read, in a reader's words. */
public record Entitlement(String id, String name, String until) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    static List<Entitlement> of(JsonNode list) {
        return StreamSupport.stream(list.path("data").spliterator(), false)
                .map(Entitlement::read)
                .toList();
    }

    static Entitlement read(JsonNode entitlement) {
        String end = entitlement.path("ended_at").asText(null);
        return new Entitlement(
                entitlement.path("id").asText(),
                entitlement.path("resource").path("name").asText(),
                end == null ? "for good" : "until " + DATE.format(Instant.parse(end)));
    }
}
