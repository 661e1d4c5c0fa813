package dev.fermata.service.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.http.Fields;
import dev.fermata.service.problem.FieldProblem;
import dev.fermata.service.site.PutSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue file: {@code resources}, {@code offers} with their {@code terms}, and {@code sites}; what is left out stays as it is.
 * An offer that is listed lists all terms that are sold.
 */
record CatalogueFile(List<Change> changes, List<PutSite> sites) {

    /** Reads the document and adds everything that is wrong with it by itself to the problems. */
    static CatalogueFile read(JsonNode document, List<FieldProblem> problems) {
        var root = Fields.of(document, problems).only("resources", "offers", "sites");
        List<Change> changes = new ArrayList<>();
        root.objects("resources").stream().map(ChangeReader::resource).forEach(changes::add);
        root.objects("offers").forEach(offer -> addOffer(offer, changes));
        List<PutSite> sites = root.objects("sites").stream().map(PutSite::read).toList();
        noneTwice(changes, CatalogueFile::nameOf, problems);
        noneTwice(sites, site -> site.slug().isEmpty() ? null : new Named("slug", site.slug(), site.at()), problems);
        originsOfOneSite(sites, problems);
        return new CatalogueFile(changes, sites);
    }

    private static void addOffer(Fields offer, List<Change> changes) {
        var put = ChangeReader.offer(offer);
        changes.add(put);
        if (!offer.has("terms")) {
            offer.wrong("terms", "is missing");
            return;
        }
        var terms = new ArrayList<Change.PutTerm>();
        for (Fields term : offer.objects("terms")) {
            terms.add(ChangeReader.term(term, put.slug(), terms.size()));
        }
        changes.addAll(terms);
        changes.add(new Change.RetireTermsExcept(
                offer.pointer(),
                put.slug(),
                terms.stream().map(Change.PutTerm::id).collect(Collectors.toSet())));
    }

    /** What must be there once: a field, what it says, and where. */
    private record Named(String field, String value, String at) {}

    private static @Nullable Named nameOf(Change change) {
        if (change instanceof Change.PutResource resource && !resource.slug().isEmpty()) {
            return new Named("slug", "resource " + resource.slug(), resource.at());
        }
        if (change instanceof Change.PutOffer offer && !offer.slug().isEmpty()) {
            return new Named("slug", "offer " + offer.slug(), offer.at());
        }
        if (change instanceof Change.PutTerm term && !term.id().value().isEmpty()) {
            return new Named("id", term.id().value(), term.at());
        }
        return null;
    }

    private static <T> void noneTwice(List<T> entries, Function<T, @Nullable Named> name, List<FieldProblem> problems) {
        Set<String> seen = new HashSet<>();
        for (T entry : entries) {
            Named named = name.apply(entry);
            if (named != null && !seen.add(named.value())) {
                problems.add(new FieldProblem(named.at() + "/" + named.field(), "is there twice"));
            }
        }
    }

    private static void originsOfOneSite(List<PutSite> sites, List<FieldProblem> problems) {
        Map<String, String> owners = new HashMap<>();
        for (PutSite site : sites) {
            site.origins().forEach(origin -> {
                String owner = owners.putIfAbsent(origin.value(), site.at());
                if (owner != null && !owner.equals(site.at())) {
                    problems.add(new FieldProblem(site.at() + "/origins", origin + " belongs to another site, too"));
                }
            });
        }
    }
}
