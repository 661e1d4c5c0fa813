package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.stripesandbox.event.Deliveries;
import dev.fermata.stripesandbox.event.Delivery;
import dev.fermata.stripesandbox.event.Tampering;
import java.util.List;
import java.util.Optional;

/** How webhooks are to be sent, as it is asked for from outside. */
final class DeliveryOrder {

    private static final int MOST_COPIES = 1000;

    private DeliveryOrder() {}

    static JsonNode release(Deliveries deliveries, Order order) {
        Optional<String> ids = order.text("ids");
        if (ids.isPresent()) {
            deliveries.releaseInTurn(List.of(ids.get().split(",")));
        } else {
            deliveries.release(order.oneOf(Deliveries.Order.class, "order", Deliveries.Order.AS_HAPPENED));
        }
        return Shown.done();
    }

    static JsonNode redeliver(Deliveries deliveries, Order order) {
        int times = times(order, "times");
        List<Delivery> copies = deliveries.redeliver(order.id(), times, tampering(order));
        return Shown.list(copies, Shown::delivery);
    }

    /** Replaces what was ordered before: with nothing said, all is sent once and properly. */
    static JsonNode fromNowOn(Deliveries deliveries, Order order) {
        int copies = times(order, "copies");
        Tampering tampering = tampering(order);
        boolean hold = order.flag("hold").orElse(false);
        boolean drop = order.flag("drop").orElse(false);
        deliveries.deliverProperly();
        deliveries.copyAll(copies);
        deliveries.spoilAll(tampering);
        if (hold) {
            deliveries.hold();
        }
        if (drop) {
            deliveries.dropAll();
        }
        return Shown.conditions(deliveries);
    }

    private static int times(Order order, String name) {
        return (int) Math.min(MOST_COPIES, Math.max(1, order.number(name, 1)));
    }

    /** {@code secret} is one or, with a comma between, several; an {@code api_version} of {@code null} is none. */
    private static Tampering tampering(Order order) {
        Tampering tampering = Tampering.NONE.withTimestampOffset(order.number("timestamp_offset", 0));
        Optional<String> secrets = order.text("secret");
        if (secrets.isPresent()) {
            tampering = tampering.withSecrets(secrets.get().split(","));
        }
        Optional<String> version = order.text("api_version");
        if (version.isPresent()) {
            tampering = tampering.withApiVersion(
                    version.filter(name -> !name.equals("null")).orElse(null));
        }
        Optional<String> account = order.text("event_account");
        if (account.isPresent()) {
            tampering = tampering.withAccount(account.get());
        }
        Optional<Boolean> livemode = order.flag("livemode");
        if (livemode.isPresent()) {
            tampering = tampering.withLivemode(livemode.get());
        }
        if (order.flag("corrupt_body").orElse(false)) {
            tampering = tampering.withCorruptBody();
        }
        return order.flag("corrupt_signature").orElse(false) ? tampering.withCorruptSignature() : tampering;
    }
}
