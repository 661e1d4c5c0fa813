package dev.fermata.sling.gate;

import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.catalogue.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is sold while there is no gate: nothing. */
record NoCatalogue(String problem) implements Catalogue {

    @Override
    public List<Offer> offers() {
        return List.of();
    }

    @Override
    public Optional<Offer> offer(String idOrSlug) {
        return Optional.empty();
    }

    @Override
    public List<Resource> resources() {
        return List.of();
    }

    @Override
    public List<Offer> offersSelling(Set<String> resourceSlugs) {
        return List.of();
    }

    @Override
    public Status status() {
        return new Status(false, null, problem);
    }
}
