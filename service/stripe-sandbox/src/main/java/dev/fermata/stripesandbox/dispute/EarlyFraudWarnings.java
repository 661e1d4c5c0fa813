package dev.fermata.stripesandbox.dispute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.payment.Refunds;
import java.util.Set;

/** What a bank has heard of fraud. Actionable until the charge is disputed or fully refunded. */
public final class EarlyFraudWarnings {

    public static final String TYPE = "radar.early_fraud_warning";

    private static final Set<String> FRAUD_TYPES = Set.of(
            "card_never_received",
            "fraudulent_card_application",
            "made_with_counterfeit_card",
            "made_with_lost_card",
            "made_with_stolen_card",
            "misc",
            "unauthorized_use_of_card");

    private final SandboxClock clock;
    private final Events events;

    public EarlyFraudWarnings(SandboxClock clock, Events events, Refunds refunds) {
        this.clock = clock;
        this.events = events;
        refunds.onRefunded((account, charge) -> {
            if (charge.get("refunded").asBoolean()) {
                settled(account, charge);
            }
        });
    }

    public void register(Routes routes) {
        routes.get("/v1/radar/early_fraud_warnings", this::list)
                .get("/v1/radar/early_fraud_warnings/{id}", call -> call.named(TYPE, "early fraud warning", "id"));
    }

    /** The bank reports a charge as fraud. */
    public ObjectNode warn(Account account, ObjectNode charge, String fraudType) {
        if (!FRAUD_TYPES.contains(fraudType)) {
            throw new IllegalArgumentException("No fraud type '" + fraudType + "'");
        }
        ObjectNode warning = account.blank(TYPE, Ids.next("issfr_"), clock.seconds());
        warning.put("charge", charge.get("id").asText());
        warning.set("payment_intent", charge.get("payment_intent"));
        warning.put("fraud_type", fraudType);
        warning.put(
                "actionable",
                !charge.get("disputed").asBoolean() && !charge.get("refunded").asBoolean());
        account.table(TYPE).add(warning);
        events.emit(account, "radar.early_fraud_warning.created", warning, Origin.NONE);
        return warning;
    }

    /** Nothing can be done about the charge any more. */
    void settled(Account account, ObjectNode charge) {
        for (ObjectNode warning :
                account.table(TYPE).having("charge", charge.get("id").asText())) {
            if (warning.get("actionable").asBoolean()) {
                warning.put("actionable", false);
                ObjectNode former = Json.object().put("actionable", true);
                events.emit(account, "radar.early_fraud_warning.updated", warning, former, Origin.NONE);
            }
        }
    }

    private ObjectNode list(Call call) {
        return Listing.page(call, call.account().table(TYPE), "charge", "payment_intent");
    }
}
