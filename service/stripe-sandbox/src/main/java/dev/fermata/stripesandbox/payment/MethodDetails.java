package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;

/** What a charge tells about the method it was paid with. */
final class MethodDetails {

    private MethodDetails() {}

    static ObjectNode of(ObjectNode intent, ObjectNode method) {
        String type = PaymentMethods.type(method);
        ObjectNode details = Json.object().put("type", type);
        details.set(type, type.equals("card") ? card(intent, method) : debit(method));
        return details;
    }

    private static ObjectNode card(ObjectNode intent, ObjectNode method) {
        ObjectNode from = method.withObject("/card");
        ObjectNode card = Json.object();
        card.put("amount_authorized", intent.get("amount").asLong());
        card.put("authorization_code", "123456");
        card.set("brand", from.get("brand"));
        card.set("checks", from.get("checks").deepCopy());
        card.set("country", from.get("country"));
        card.set("exp_month", from.get("exp_month"));
        card.set("exp_year", from.get("exp_year"));
        card.putObject("extended_authorization").put("status", "disabled");
        card.set("fingerprint", from.get("fingerprint"));
        card.set("funding", from.get("funding"));
        card.putObject("incremental_authorization").put("status", "unavailable");
        card.putNull("installments");
        card.set("last4", from.get("last4"));
        card.putNull("mandate");
        card.putObject("multicapture").put("status", "unavailable");
        card.set("network", from.get("brand"));
        card.putObject("network_token").put("used", false);
        card.putNull("network_transaction_id");
        card.putObject("overcapture")
                .put("maximum_amount_capturable", intent.get("amount").asLong())
                .put("status", "unavailable");
        card.set("regulated_status", from.get("regulated_status"));
        card.putNull("three_d_secure");
        card.putNull("transaction_link_id");
        card.putNull("wallet");
        return card;
    }

    /** The payer passed the challenge. */
    static void authenticated(ObjectNode charge) {
        ObjectNode secure = Json.object();
        secure.put("authentication_flow", "challenge");
        secure.put("electronic_commerce_indicator", "05");
        secure.putNull("exemption_indicator");
        secure.put("result", "authenticated");
        secure.putNull("result_reason");
        secure.put("transaction_id", "00000000-0000-0000-0000-000000000000");
        secure.put("version", "2.2.0");
        charge.withObject("/payment_method_details/card").set("three_d_secure", secure);
    }

    private static ObjectNode debit(ObjectNode method) {
        ObjectNode from = method.withObject("/sepa_debit");
        ObjectNode debit = Json.object();
        for (String same : new String[] {"bank_code", "branch_code", "country", "fingerprint", "last4"}) {
            debit.set(same, from.get(same));
        }
        return debit.putNull("mandate");
    }
}
