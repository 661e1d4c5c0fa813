package dev.fermata.stripesandbox.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Who buys, as a session tells it. */
final class BuyerDetails {

    private BuyerDetails() {}

    static ObjectNode set(ObjectNode session, @Nullable String email, @Nullable String name) {
        return session.putObject("customer_details")
                .putNull("address")
                .putNull("business_name")
                .put("email", email)
                .putNull("individual_name")
                .put("name", name)
                .putNull("phone")
                .put("tax_exempt", "none")
                .putNull("tax_ids");
    }

    /** As {@link #set}, once a page was filled in. */
    static void complete(ObjectNode session, String email, @Nullable String name) {
        ObjectNode details = set(session, email, name);
        details.putArray("tax_ids");
        details.putObject("address")
                .putNull("city")
                .put("country", "DE")
                .putNull("line1")
                .putNull("line2")
                .putNull("postal_code")
                .putNull("state");
    }
}
