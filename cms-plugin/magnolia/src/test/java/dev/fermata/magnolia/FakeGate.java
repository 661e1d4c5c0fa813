package dev.fermata.magnolia;

import dev.fermata.gate.Gate;
import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateRequest;
import dev.fermata.gate.GateSettings;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Visit;
import dev.fermata.gate.catalogue.Catalogue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Believes a cookie: {@code bought} has the slugs, and whoever has the cookie is signed in. */
record FakeGate(Path directory) implements Gate {

    static final String COOKIE = "bought";

    @Override
    public Visit visit(GateRequest request) {
        Optional<String> bought = Optional.ofNullable(request.cookies().get(COOKIE));
        Visitor visitor = new Visitor(
                bought.isPresent(),
                bought.map(slugs -> Set.of(slugs.split("\\."))).orElse(Set.of()));
        return new Visit() {
            @Override
            public GateDecision decide(GatedContent content) {
                return visitor.mayRead(content.requirement())
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
        };
    }

    @Override
    public Catalogue catalogue() {
        return new DemoCatalogue();
    }

    @Override
    public GateSettings settings() {
        return new GateSettings(
                URI.create("http://localhost:1"),
                "fmt_1",
                List.of(Site.ORIGIN),
                directory,
                GateSettings.USUAL_PATIENCE,
                new MeterPolicy(3, 2, Period.ofMonths(1), false));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
