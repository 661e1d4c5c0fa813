package dev.fermata.stripesandbox.dispute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Metadata;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.payment.Charges;
import java.time.Duration;
import java.util.Optional;

/** The disputes API: the merchant reads, answers with evidence, or gives in. */
public final class DisputeApi {

    private final SandboxClock clock;
    private final Events events;
    private final Disputes disputes;
    private final Optional<Duration> delay;

    /** @param delay how long the bank looks at evidence; empty when somebody decides for it */
    public DisputeApi(SandboxClock clock, Events events, Disputes disputes, Optional<Duration> delay) {
        this.clock = clock;
        this.events = events;
        this.disputes = disputes;
        this.delay = delay;
    }

    public void register(Routes routes) {
        routes.get("/v1/disputes", this::list)
                .get("/v1/disputes/{id}", DisputeApi::named)
                .post("/v1/disputes/{id}", this::update)
                .post("/v1/disputes/{id}/close", this::close);
    }

    private static ObjectNode named(Call call) {
        return call.named(Disputes.TYPE, "dispute", "dispute");
    }

    private static ObjectNode open(Call call) {
        ObjectNode dispute = named(call);
        if (!DisputeStatus.of(dispute).isOpen()) {
            throw StripeError.refused(null, null, "This dispute is already closed");
        }
        return dispute;
    }

    private ObjectNode update(Call call) {
        ObjectNode dispute = open(call);
        ObjectNode before = dispute.deepCopy();
        Metadata.merge(call, dispute);
        boolean submit = Evidence.take(call, dispute);
        if (submit) {
            Evidence.submitted(dispute);
        }
        disputes.updated(call.account(), dispute, before, call.origin());
        chargeUpdated(call.account(), dispute, call.origin());
        if (submit) {
            decideLater(call.account(), dispute);
        }
        return dispute;
    }

    private void decideLater(Account account, ObjectNode dispute) {
        delay.ifPresent(wait ->
                clock.schedule(clock.instant().plus(wait), () -> account.locked(() -> decide(account, dispute))));
    }

    private boolean decide(Account account, ObjectNode dispute) {
        return switch (Evidence.verdict(dispute)) {
            case WINNING_EVIDENCE ->
                disputes.win(account, dispute) || disputes.closeInquiry(account, dispute, Origin.NONE);
            case LOSING_EVIDENCE ->
                disputes.lose(account, dispute, Origin.NONE) || disputes.closeInquiry(account, dispute, Origin.NONE);
            case ESCALATE_INQUIRY_EVIDENCE -> disputes.escalate(account, dispute);
            case NONE -> false;
        };
    }

    private ObjectNode close(Call call) {
        ObjectNode dispute = open(call);
        if (!disputes.lose(call.account(), dispute, call.origin())) {
            disputes.closeInquiry(call.account(), dispute, call.origin());
        }
        chargeUpdated(call.account(), dispute, call.origin());
        return dispute;
    }

    private void chargeUpdated(Account account, ObjectNode dispute, Origin origin) {
        ObjectNode charge =
                account.table(Charges.TYPE).get(dispute.get("charge").asText());
        events.emit(account, "charge.updated", charge, origin);
    }

    private ObjectNode list(Call call) {
        return Listing.page(call, call.account().table(Disputes.TYPE), "charge", "payment_intent");
    }
}
