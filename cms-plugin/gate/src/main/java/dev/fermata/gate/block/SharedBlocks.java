package dev.fermata.gate.block;

import dev.fermata.gate.catalogue.Catalogue;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What templates ask for while they write a page that everybody gets alike: offers as last known, and the words for them. Says nothing about
 * a visitor, so that a cache may keep what is made of it.
 */
public final class SharedBlocks {

    private final Catalogue catalogue;
    private final URI origin;

    /** @param origin the site's usual one, which readers come back to after a purchase */
    public SharedBlocks(Catalogue catalogue, URI origin) {
        this.catalogue = catalogue;
        this.origin = origin;
    }

    public Labels labels(String languageTag) {
        return Labels.of(languageTag);
    }

    /** The offer of this id or slug; none if it is not known. */
    public List<OfferView> offer(String idOrSlug, String languageTag) {
        return OfferView.of(catalogue.offer(idOrSlug).stream().toList(), Labels.of(languageTag));
    }

    /** The offers with a term that gives one of these resources, whose slugs are separated by spaces. */
    public List<OfferView> offersSelling(String resources, String languageTag) {
        return OfferView.of(catalogue.offersSelling(Set.of(resources.split(" "))), Labels.of(languageTag));
    }

    /** The absolute address of a page for its path; what is absolute already stays. */
    public String address(String path) {
        return path.startsWith("/") ? origin + path : path;
    }
}
