package dev.fermata.gate.servlet;

import dev.fermata.gate.Gate;
import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateRequest;
import dev.fermata.gate.GateSettings;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Visit;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Money;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.catalogue.Resource;
import dev.fermata.gate.catalogue.Term;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens what one resource opens, and knows one offer. Asks nobody. */
record OneOfferGate(String resource, List<GatedContent> asked) implements Gate, Visit, Catalogue {

    private static final Resource PREMIUM = new Resource("res_1", "premium", "Premium");
    private static final Offer DIGITAL = new Offer(
            "off_1",
            "digital",
            "Digital",
            null,
            List.of(new Term("term_month", "Month", new Money(999, "EUR"), "P1M", List.of(PREMIUM))));

    static OneOfferGate openTo(String resource) {
        return new OneOfferGate(resource, new ArrayList<>());
    }

    Decisions decisions() {
        return new Decisions(
                this, () -> new GateRequest(URI.create("http://localhost"), "/", Map.of(), Map.of(), "127.0.0.1"));
    }

    static MeterPolicy meter() {
        return MeterPolicy.parse("3/2/P1M").orElseThrow();
    }

    @Override
    public Visit visit(GateRequest request) {
        return this;
    }

    @Override
    public GateDecision decide(GatedContent content) {
        asked.add(content);
        return content.requirement().resources().contains(resource)
                ? new GateDecision.Granted(GateDecision.Granted.Reason.ENTITLED)
                : new GateDecision.Denied(GateDecision.Denied.Reason.NOT_ENTITLED, List.of());
    }

    @Override
    public Optional<Reader> reader() {
        return Optional.empty();
    }

    @Override
    public List<String> setCookies() {
        return List.of();
    }

    @Override
    public Catalogue catalogue() {
        return this;
    }

    @Override
    public List<Offer> offers() {
        return List.of(DIGITAL);
    }

    @Override
    public Optional<Offer> offer(String idOrSlug) {
        return offers().stream().filter(offer -> offer.slug().equals(idOrSlug)).findFirst();
    }

    @Override
    public List<Resource> resources() {
        return List.of(PREMIUM);
    }

    @Override
    public List<Offer> offersSelling(Set<String> resourceSlugs) {
        return offers().stream()
                .filter(offer -> offer.sellsAnyOf(resourceSlugs))
                .toList();
    }

    @Override
    public Status status() {
        return new Status(true, null, null);
    }

    @Override
    public GateSettings settings() {
        return new GateSettings(
                URI.create("http://localhost"),
                "fmt_1",
                List.of(URI.create("http://localhost")),
                Path.of("gate"),
                GateSettings.USUAL_PATIENCE,
                meter());
    }

    @Override
    public void close() {}
}
