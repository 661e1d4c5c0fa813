package dev.fermata.gate.catalogue;

import dev.fermata.gate.catalogue.Catalogue.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue at one moment.
 *
 * @param file null while nothing is known
 * @param byName offers by id and slug
 */
record Snapshot(
        @Nullable CatalogueFile file,
        List<Offer> offers,
        List<Resource> resources,
        Map<String, Offer> byName,
        Status status) {

    static final Snapshot NOTHING = new Snapshot(
            null, List.of(), List.of(), Map.of(), new Status(false, null, "The service did not answer yet."));

    static Snapshot fromDisk(CatalogueFile file) {
        return read(file, new Status(false, file.asOf(), "The service did not answer since this server was started."));
    }

    static Snapshot of(CatalogueFile file, @Nullable String problem) {
        return read(file, new Status(problem == null, file.asOf(), problem));
    }

    Snapshot withProblem(String problem) {
        return new Snapshot(file, offers, resources, byName, new Status(false, status.asOf(), problem));
    }

    private static Snapshot read(CatalogueFile file, Status status) {
        List<Offer> offers = file.readOffers();
        Map<String, Offer> byName = new HashMap<>();
        offers.forEach(offer -> byName.put(offer.slug(), offer));
        offers.forEach(offer -> byName.put(offer.id(), offer));
        return new Snapshot(file, List.copyOf(offers), List.copyOf(file.readResources()), Map.copyOf(byName), status);
    }
}
