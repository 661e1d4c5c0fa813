package dev.fermata.sling.block;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.catalogue.Resource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with what an editor chose, in the editor's words. */
final class Warnings {

    private final Catalogue catalogue;
    private final EditorWords words;
    private final List<Warning> found = new ArrayList<>();

    Warnings(Catalogue catalogue, EditorWords words) {
        this.catalogue = catalogue;
        this.words = words;
    }

    List<Warning> found() {
        return List.copyOf(found);
    }

    /** Whether what is said here may be old. */
    Warnings ofService() {
        serviceProblem(catalogue, words).ifPresent(text -> found.add(new Warning("service-unreachable", text)));
        return this;
    }

    /** What is wrong with an offer that stands for itself. */
    Warnings ofOffer(Optional<String> slug) {
        ofService();
        slug.ifPresentOrElse(this::offer, () -> warn("no-offer", "No offer is chosen. Visitors see nothing here."));
        return this;
    }

    /** What is wrong with who may read something, and with what is offered to the others. */
    Warnings ofAccess(AccessChoice choice, Requirement requirement) {
        ofService();
        if (choice.needsResources()) {
            resources(choice.resources());
        }
        if (choice.kind() == AccessChoice.Kind.METERED) {
            meter(choice.meter(), requirement.meter() != null);
        }
        choice.offer().ifPresent(slug -> {
            offer(slug);
            offerSells(slug, requirement);
        });
        return this;
    }

    Warnings pageIsFree() {
        return warn(
                "page-is-free", "The block does as the page does, and the page is free: everybody reads everything.");
    }

    Warnings noTeaser() {
        return warn("no-teaser", "There is no teaser. Locked readers see only the paywall.");
    }

    /** The words for a service that does not answer now; empty if it does. */
    static Optional<String> serviceProblem(Catalogue catalogue, EditorWords words) {
        Catalogue.Status status = catalogue.refresh();
        if (status.reachable()) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(status.asOf())
                .map(known -> DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(words.locale())
                        .withZone(ZoneId.systemDefault())
                        .format(known))
                .map(time -> words.say("The service cannot be reached. What is offered here is as of {0}.", time))
                .orElseGet(() -> words.say("The service cannot be reached. Offers and resources are not known.")));
    }

    private void resources(Set<String> slugs) {
        if (slugs.isEmpty()) {
            warn("no-resources", "No access is chosen: nobody may read it.");
        }
        if (!isKnown()) {
            return;
        }
        for (String slug : slugs) {
            Optional<Resource> known = catalogue.resources().stream()
                    .filter(resource -> resource.slug().equals(slug))
                    .findFirst();
            if (known.isEmpty()) {
                warn("resource-gone", "{0} does not exist any longer.", slug);
            } else if (catalogue.offersSelling(Set.of(slug)).isEmpty()) {
                warn("resource-unsold", "Nobody sells {0}.", known.get().name());
            }
        }
    }

    private void meter(Optional<String> own, boolean metered) {
        if (own.isPresent() && MeterPolicy.parse(own.get()).isEmpty()) {
            warn("meter-unreadable", "{0} is no number of free views; write them like 3/2/P1M.", own.get());
        } else if (!metered) {
            warn("no-meter", "There are no free views: neither here nor for the site is it said how many.");
        }
    }

    private void offer(String slug) {
        if (!isKnown()) {
            return;
        }
        Optional<Offer> offer = catalogue.offer(slug);
        if (offer.isEmpty()) {
            warn("offer-gone", "The offer {0} is no longer offered.", slug);
        } else if (offer.get().terms().stream().allMatch(term -> term.price() == null)) {
            warn(
                    "offer-without-terms",
                    "The offer {0} has no terms that can be bought.",
                    offer.get().name());
        }
    }

    private void offerSells(String slug, Requirement requirement) {
        catalogue
                .offer(slug)
                .filter(offer -> !requirement.resources().isEmpty() && !offer.sellsAnyOf(requirement.resources()))
                .ifPresent(offer -> warn(
                        "offer-sells-other", "The offer {0} does not sell what it takes to read this.", offer.name()));
    }

    /** Without a catalogue everything would look gone. */
    private boolean isKnown() {
        return catalogue.status().asOf() != null;
    }

    private Warnings warn(String code, String english, Object... details) {
        found.add(new Warning(code, words.say(english, details)));
        return this;
    }
}
