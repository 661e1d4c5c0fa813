package dev.fermata.gate;

import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.ServiceCatalogue;
import dev.fermata.gate.meter.Meter;
import dev.fermata.gate.proxy.ForwardedHeaders;
import dev.fermata.gate.service.Background;
import dev.fermata.gate.service.LastKnown;
import dev.fermata.gate.service.Origins;
import dev.fermata.gate.service.Patience;
import dev.fermata.gate.service.ServiceAddress;
import dev.fermata.gate.service.ServiceHealth;
import dev.fermata.gate.service.ServiceHttp;
import dev.fermata.gate.session.Readers;
import dev.fermata.gate.session.Sessions;
import dev.fermata.gate.token.MemberTokens;
import dev.fermata.gate.token.PublishedKeys;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gate of one site, put together. */
final class SiteGate implements Gate {

    private static final Duration LOOK_ROUND = Duration.ofSeconds(5);

    private final GateSettings settings;
    private final Map<String, URI> origins = new LinkedHashMap<>();
    private final Background background = new Background();
    private final ServiceHealth health;
    private final ServiceCatalogue catalogue;
    private final Readers readers;
    private final Meter meter;

    SiteGate(GateSettings settings, InstantSource clock) {
        this.settings = settings;
        settings.origins().forEach(origin -> origins.put(Origins.text(origin), origin));
        health = new ServiceHealth(settings.service(), settings.patience(), clock);
        ServiceHttp http = new ServiceHttp(new ServiceAddress(settings.service()), health);
        LastKnown disk = new LastKnown(settings.directory());
        PublishedKeys keys = new PublishedKeys(http, disk, background, clock);
        MemberTokens tokens = new MemberTokens(keys, clock);
        ForwardedHeaders forwarded = new ForwardedHeaders(settings.serverToken());
        readers = new Readers(tokens, keys, new Sessions(http, forwarded, tokens, keys, background, clock), clock);
        catalogue = new ServiceCatalogue(http, settings.serverToken(), settings.patience(), disk, background, clock);
        meter = new Meter(settings.serverToken(), clock);
        background.repeat(keys::lookIfDue, LOOK_ROUND);
        background.repeat(catalogue::lookIfDue, LOOK_ROUND);
    }

    @Override
    public Visit visit(GateRequest request) {
        URI site = site(request.origin());
        return new SiteVisit(
                () -> readers.identify(request, site, new Patience(settings.patience(), health)),
                () -> meter.of(request.cookies(), site),
                catalogue);
    }

    /** The site that counts: where the request says to be if that is one of ours, else the usual one. */
    private URI site(URI claimed) {
        return origins.getOrDefault(
                claimed.getHost() == null ? "" : Origins.text(claimed),
                settings.origins().get(0));
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public GateSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        background.close();
    }
}
