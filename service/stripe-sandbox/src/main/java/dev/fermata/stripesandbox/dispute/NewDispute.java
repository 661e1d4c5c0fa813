package dev.fermata.stripesandbox.dispute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** The object of a dispute as it begins. */
final class NewDispute {

    private static final int DAYS_TO_RESPOND = 8;

    private NewDispute() {}

    static ObjectNode of(Account account, ObjectNode charge, Claim claim, long held, Instant now) {
        ObjectNode dispute = account.blank(Disputes.TYPE, Ids.next("du_"), now.getEpochSecond());
        dispute.put("amount", amount(charge, claim, held));
        dispute.put("charge", charge.get("id").asText());
        dispute.set("currency", charge.get("currency"));
        dispute.set("payment_intent", charge.get("payment_intent"));
        dispute.put("reason", claim.reason().name().toLowerCase(Locale.ROOT));
        (claim.inquiry() ? DisputeStatus.WARNING_NEEDS_RESPONSE : DisputeStatus.NEEDS_RESPONSE).set(dispute);
        dispute.put("is_charge_refundable", claim.inquiry());
        dispute.withObject("/evidence_details").put("due_by", dueBy(now));
        network(dispute, charge, claim);
        return dispute;
    }

    /** @param held how much of the charge other disputes have taken */
    private static long amount(ObjectNode charge, Claim claim, long held) {
        long captured = charge.get("amount_captured").asLong() - held;
        if (!charge.get("paid").asBoolean()) {
            throw new IllegalArgumentException("Charge " + charge.get("id").asText() + " took no money");
        }
        long left = captured - charge.get("amount_refunded").asLong();
        long amount = claim.amount() != null ? claim.amount() : left > 0 ? left : captured;
        if (amount < 1 || amount > captured) {
            throw new IllegalArgumentException("amount is between 1 and " + captured);
        }
        if (claim.inquiry()
                && !charge.at("/payment_method_details/type").asText().equals("card")) {
            throw new IllegalArgumentException("Only payments by card have inquiries");
        }
        return amount;
    }

    /** The end of a day, as Stripe has it. */
    static long dueBy(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(DAYS_TO_RESPOND);
        return day.toEpochSecond(LocalTime.of(23, 59, 59), ZoneOffset.UTC);
    }

    /** Only cards have more to tell. */
    private static void network(ObjectNode dispute, ObjectNode charge, Claim claim) {
        String brand = charge.at("/payment_method_details/card/brand").asText();
        if (!brand.isEmpty()) {
            dispute.put("network_reason_code", claim.networkCode());
            dispute.putObject("payment_method_details")
                    .put("type", "card")
                    .putObject("card")
                    .put("brand", brand)
                    .put("case_type", claim.inquiry() ? "inquiry" : "chargeback")
                    .put("network", brand)
                    .put("network_reason_code", claim.networkCode());
        }
    }
}
