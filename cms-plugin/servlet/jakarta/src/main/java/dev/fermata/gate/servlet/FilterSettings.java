package dev.fermata.gate.servlet;

import dev.fermata.gate.GateSettings;
import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.html.JsonSections;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a site tells the filter, besides what it tells the gate.
 *
 * @param paths where it cuts
 * @param refusals what it answers with 404
 * @param everywhere whether the script goes into every page, or only into those with blocks
 * @param maxPageBytes the longest page or JSON that is cut; what is longer is refused
 * @param trustedProxies who is believed about the visitor's address
 * @param json how gated nodes look in delivered JSON
 */
public record FilterSettings(
        Paths paths,
        Refusals refusals,
        boolean everywhere,
        int maxPageBytes,
        TrustedProxies trustedProxies,
        JsonSections json) {

    /** 8 MiB. */
    public static final int USUAL_MAX_PAGE_BYTES = 8 * 1024 * 1024;

    /** As Magnolia delivers the blocks. */
    public static final JsonSections USUAL_JSON =
            new JsonSections("mgnl:template", Set.of("fermata:components/gated-content"), "fermata-protected");

    private static final String USUAL_METER = "3/2/P1M";

    /** The usual ones. */
    public static FilterSettings usual() {
        return new FilterSettings(
                Paths.all(), Refusals.USUAL, false, USUAL_MAX_PAGE_BYTES, TrustedProxies.none(), USUAL_JSON);
    }

    /** @throws IllegalArgumentException if a parameter is missing or can't be read, naming it */
    static FilterSettings of(InitParameters parameters) {
        List<String> templates = parameters.list("json-templates");
        return new FilterSettings(
                parameters.list("paths").isEmpty() ? Paths.all() : new Paths(parameters.list("paths")),
                parameters.read("refused", Pattern::compile).map(Refusals::new).orElse(Refusals.USUAL),
                parameters.read("injection", FilterSettings::isEverywhere).orElse(false),
                parameters.read("max-page-bytes", Integer::valueOf).orElse(USUAL_MAX_PAGE_BYTES),
                new TrustedProxies(parameters.list("trusted-proxies")),
                new JsonSections(
                        parameters.text("json-template-key").orElse(USUAL_JSON.templateKey()),
                        templates.isEmpty() ? USUAL_JSON.templates() : Set.copyOf(templates),
                        parameters.text("json-protected").orElse(USUAL_JSON.protectedChild())));
    }

    /** @throws IllegalArgumentException if a parameter is missing or can't be read, naming it */
    static GateSettings gate(InitParameters parameters) {
        return new GateSettings(
                parameters.required("service", URI::create),
                parameters.required("server-token", token -> token),
                parameters.required("origins", FilterSettings::origins),
                parameters.required("directory", Path::of),
                parameters
                        .read("patience", milliseconds -> Duration.ofMillis(Long.parseLong(milliseconds)))
                        .orElse(GateSettings.USUAL_PATIENCE),
                parameters.read("meter", FilterSettings::meter).orElseGet(() -> meter(USUAL_METER)));
    }

    private static List<URI> origins(String text) {
        return InitParameters.split(text).stream().map(URI::create).toList();
    }

    private static boolean isEverywhere(String text) {
        if (!text.equals("everywhere") && !text.equals("needed")) {
            throw new IllegalArgumentException(text + " is neither everywhere nor needed");
        }
        return text.equals("everywhere");
    }

    private static MeterPolicy meter(String text) {
        return MeterPolicy.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(text + " is no meter: it looks like 3/2/P1M"));
    }
}
