package dev.fermata.service.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.http.Body;
import dev.fermata.service.http.Fields;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.purchase.PaymentRecords.Window;
import dev.fermata.service.site.RequiresScope;
import dev.fermata.service.site.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code api/v1/reconciliations}, for servers: whether our books and the payment provider's agree. */
@Path("api/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ)
public final class ReconciliationsEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationsEndpoint.class);
    private static final Duration PROVIDER_RETRY = Duration.ofSeconds(10);
    private static final Duration USUAL_WINDOW = Duration.ofDays(2);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);

    private final Reconciliations reconciliations;
    private final Optional<Reconciler> reconciler;
    private final InstantSource clock;

    /** @param reconciler empty where no payment provider is connected */
    public ReconciliationsEndpoint(
            Reconciliations reconciliations, Optional<Reconciler> reconciler, InstantSource clock) {
        this.reconciliations = reconciliations;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    /** The latest ones, newest first. */
    record ReconciliationList(List<ReconciliationEntry> data) {}

    @GET
    public ReconciliationList list() {
        return new ReconciliationList(reconciliations.latest().stream()
                .map(done -> ReconciliationEntry.of(done, reconciliations.counts(done.id()), null))
                .toList());
    }

    @GET
    @Path("{id}")
    public ReconciliationEntry one(@PathParam("id") String id) {
        return reconciliations
                .find(new ReconciliationId(id))
                .map(this::whole)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.RECONCILIATION_NOT_FOUND, "No reconciliation has this id"));
    }

    /** Compares now, and answers with the report. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public Response compare(@Nullable JsonNode body) {
        Window window = Body.read(body, this::window);
        Reconciler asked = reconciler.orElseThrow(() -> new ProblemException(
                ProblemType.PAYMENT_PROVIDER_MISSING, "There are no books to compare with until one is connected"));
        Reconciliation begun = asked.begin(false, window);
        try {
            return Response.status(Status.CREATED)
                    .entity(whole(asked.carryOut(begun)))
                    .build();
        } catch (PaymentProviderException e) {
            LOG.warn("The reconciliation {} does not get through: {}", begun.id(), e.getMessage());
            throw new ProblemException(
                            ProblemType.PAYMENT_PROVIDER_UNAVAILABLE, "The payment provider says nothing: " + e.code())
                    .with("reconciliation_id", begun.id())
                    .retryAfter(PROVIDER_RETRY);
        }
    }

    private ReconciliationEntry whole(Reconciliation done) {
        return ReconciliationEntry.of(done, reconciliations.counts(done.id()), reconciliations.findings(done.id()));
    }

    /** The usual one stands for what is wrong: it is not used then. */
    private Window window(Fields fields) {
        fields.only("since", "until");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant until = Optional.ofNullable(fields.optionalTime("until")).orElse(now);
        if (until.isAfter(now) || until.isBefore(Instant.EPOCH)) {
            fields.wrong("until", "must be in the past");
            until = now;
        }
        Instant since = Optional.ofNullable(fields.optionalTime("since")).orElse(until.minus(USUAL_WINDOW));
        if (!since.isBefore(until)) {
            fields.wrong("since", "must be before until");
        } else if (since.isBefore(until.minus(LONGEST_WINDOW))) {
            fields.wrong("since", "must be at most " + LONGEST_WINDOW.toDays() + " days before until");
        } else {
            return new Window(since, until);
        }
        return new Window(until.minus(USUAL_WINDOW), until);
    }
}
