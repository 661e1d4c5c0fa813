package dev.fermata.service.site;

import dev.fermata.service.http.Fields;
import dev.fermata.service.http.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A site that is to be registered with exactly these origins. {@code at} is where it was asked for, as a JSON pointer.
 */
public record PutSite(String at, String slug, String name, List<Origin> origins) {

    private static final int MAX_ORIGIN = 255;

    public PutSite {
        origins = List.copyOf(origins);
    }

    /** Reads a site that names its own slug. */
    public static PutSite read(Fields site) {
        site.only("slug", "name", "origins");
        return read(site, site.slug("slug"));
    }

    static PutSite read(Fields site, String slug) {
        String name = site.text("name", 200);
        List<String> texts = site.someTexts("origins", MAX_ORIGIN);
        List<Origin> origins = new ArrayList<>();
        var seen = new HashSet<Origin>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<Origin> origin = Origin.parse(texts.get(i)).filter(isExactly(texts.get(i)));
            if (origin.isEmpty() && !texts.get(i).isEmpty()) {
                site.wrong("origins/" + i, "must be an origin, such as https://www.example.com");
            }
            if (origin.isPresent() && !seen.add(origin.get())) {
                site.wrong("origins/" + i, "is listed twice");
            }
            origin.ifPresent(origins::add);
        }
        return new PutSite(site.pointer(), slug, name, origins);
    }

    private static Predicate<Origin> isExactly(String text) {
        return origin -> origin.value().equals(text);
    }
}
