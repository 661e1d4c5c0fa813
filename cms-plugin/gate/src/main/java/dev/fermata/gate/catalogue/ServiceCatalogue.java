package dev.fermata.gate.catalogue;

import dev.fermata.gate.service.Background;
import dev.fermata.gate.service.Complaint;
import dev.fermata.gate.service.LastKnown;
import dev.fermata.gate.service.ServiceHttp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The service's catalogue: asked about once a minute in the background, and kept on disk. */
public final class ServiceCatalogue implements Catalogue {

    private static final String FILE = "catalogue.json";
    private static final Duration LOOKED_AFTER = Duration.ofMinutes(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

    private final CatalogueClient client;
    private final Duration patience;
    private final LastKnown disk;
    private final Background background;
    private final InstantSource clock;
    private final Complaint complaint = new Complaint();
    private final CompletableFuture<Void> first;
    private volatile Snapshot known;
    private volatile Instant lookedAt = Instant.MIN;
    private @Nullable CompletableFuture<Void> look;

    /** Begins to ask at once. For as long as a page would wait, {@code patience}, the very first questions wait for the answer. */
    public ServiceCatalogue(
            ServiceHttp service,
            String serverToken,
            Duration patience,
            LastKnown disk,
            Background background,
            InstantSource clock) {
        this.client = new CatalogueClient(service, serverToken);
        this.patience = patience;
        this.disk = disk;
        this.background = background;
        this.clock = clock;
        this.known = disk.read(FILE)
                .flatMap(CatalogueFile::parse)
                .map(Snapshot::fromDisk)
                .orElse(Snapshot.NOTHING);
        this.first = look().copy().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public List<Offer> offers() {
        return snapshot().offers();
    }

    @Override
    public Optional<Offer> offer(String idOrSlug) {
        return Optional.ofNullable(snapshot().byName().get(idOrSlug));
    }

    @Override
    public List<Resource> resources() {
        return snapshot().resources();
    }

    @Override
    public List<Offer> offersSelling(Set<String> resourceSlugs) {
        return snapshot().offers().stream()
                .filter(offer -> offer.sellsAnyOf(resourceSlugs))
                .toList();
    }

    @Override
    public Status status() {
        return snapshot().status();
    }

    @Override
    public Status refresh() {
        await(look());
        return status();
    }

    /** Asks again if the last answer is old. */
    public void lookIfDue() {
        Duration age = known.status().reachable() ? LOOKED_AFTER : AFTER_A_FAILURE;
        if (lookedAt.isBefore(clock.instant().minus(age))) {
            var unused = look();
        }
    }

    private Snapshot snapshot() {
        if (known.file() == null) {
            await(first);
        }
        return known;
    }

    private void await(CompletableFuture<Void> answer) {
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What was known stays.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized CompletableFuture<Void> look() {
        CompletableFuture<Void> last = look;
        if (last != null && !last.isDone()) {
            return last;
        }
        lookedAt = clock.instant();
        look = background.run(this::fetch);
        return look;
    }

    private void fetch() {
        Snapshot before = known;
        try {
            CatalogueClient.Answer answer = client.ask(before.file(), clock.instant());
            known = Snapshot.of(answer.file(), answer.problem());
            answered(answer.problem());
            if (!answer.file().saysTheSameAs(before.file())) {
                disk.write(FILE, answer.file().bytes());
            }
        } catch (IOException e) {
            known = before.withProblem(ServiceHttp.words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered(@Nullable String problem) {
        if (problem == null) {
            complaint.settle();
        } else {
            complaint.say(problem);
        }
    }
}
