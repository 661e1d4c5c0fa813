package dev.fermata.sling.gate;

import dev.fermata.gate.Gate;
import dev.fermata.gate.GateSettings;
import dev.fermata.gate.Gates;
import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.proxy.FirstPartyProxy;
import dev.fermata.gate.servlet.TrustedProxies;
import dev.fermata.sling.FermataConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The site's gate, opened anew when its configuration changes. Without a usable configuration there is none, and everything stays closed. */
@Component(service = SlingGate.class, immediate = true, configurationPid = FermataConfiguration.PID)
@Designate(ocd = FermataConfiguration.class)
public final class SlingGate {

    private static final Logger LOG = LoggerFactory.getLogger(SlingGate.class);
    private static final MeterPolicy USUAL_METER = MeterPolicy.parse("3/2/P1M").orElseThrow();

    private final @Nullable Gate gate;
    private final @Nullable FirstPartyProxy proxy;
    private final TrustedProxies trustedProxies;
    private final Catalogue nothing;
    private final MeterPolicy meter;
    private final FermataConfiguration configuration;

    @Activate
    public SlingGate(BundleContext bundle, FermataConfiguration configuration) {
        this.configuration = configuration;
        this.meter = MeterPolicy.parse(configuration.meter()).orElse(USUAL_METER);
        Gate opened = null;
        String problem = "";
        FirstPartyProxy passing = null;
        TrustedProxies believed = TrustedProxies.none();
        try {
            believed = new TrustedProxies(List.of(configuration.trusted_proxies()));
            GateSettings settings = settings(bundle, configuration, meter);
            passing = FirstPartyProxy.of(settings);
            opened = Gates.open(settings, InstantSource.system());
            LOG.info("The gate asks {}.", configuration.service());
        } catch (IllegalArgumentException | IOException unusable) {
            problem = unusable.getMessage() == null ? unusable.toString() : unusable.getMessage();
            LOG.error(
                    "Everything that is gated stays closed: {} (configuration {})", problem, FermataConfiguration.PID);
        }
        this.gate = opened;
        this.proxy = passing;
        this.trustedProxies = believed;
        this.nothing = new NoCatalogue(problem);
    }

    @Deactivate
    void close() {
        if (gate != null) {
            gate.close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    /** Empty without a usable configuration. */
    public Optional<Gate> gate() {
        return Optional.ofNullable(gate);
    }

    /** Serves the service's own path; empty without a usable configuration. */
    public Optional<FirstPartyProxy> proxy() {
        return Optional.ofNullable(proxy);
    }

    /** The web servers whose word about a visitor counts. */
    public TrustedProxies trustedProxies() {
        return trustedProxies;
    }

    /** What is sold; nothing while there is no gate. */
    public Catalogue catalogue() {
        return gate == null ? nothing : gate.catalogue();
    }

    public MeterPolicy meter() {
        return meter;
    }

    public FermataConfiguration configuration() {
        return configuration;
    }

    /** As browsers show them, the usual one first. */
    public List<URI> origins() {
        return gate == null ? List.of() : gate.settings().origins();
    }

    private static GateSettings settings(BundleContext bundle, FermataConfiguration configuration, MeterPolicy meter)
            throws IOException {
        return new GateSettings(
                address("service", configuration.service()),
                token(configuration),
                Arrays.stream(configuration.origins())
                        .filter(origin -> !origin.isBlank())
                        .map(origin -> address("origins", origin))
                        .toList(),
                directory(bundle, configuration),
                Duration.ofMillis(configuration.patience_ms()),
                meter);
    }

    private static URI address(String name, String text) {
        URI address = URI.create(text.strip().replaceAll("/+$", ""));
        if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
            throw new IllegalArgumentException(name + " is no http or https address: '" + text + "'");
        }
        return address;
    }

    private static String token(FermataConfiguration configuration) throws IOException {
        String token = configuration.server_token().strip();
        if (token.isEmpty() && !configuration.server_token_file().isBlank()) {
            token = Files.readString(Path.of(configuration.server_token_file())).strip();
        }
        if (token.isEmpty() || token.startsWith("$[")) {
            throw new IllegalArgumentException("there is no server token");
        }
        return token;
    }

    private static Path directory(BundleContext bundle, FermataConfiguration configuration) {
        return configuration.directory().isBlank()
                ? bundle.getDataFile("gate").toPath()
                : Path.of(configuration.directory());
    }
}
