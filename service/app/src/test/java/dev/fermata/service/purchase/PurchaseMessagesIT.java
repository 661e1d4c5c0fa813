package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.dispute.Claim;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever changes about a purchase is told of, in messages that are committed with the change, once each. */
class PurchaseMessagesIT {

    private static final List<String> OF_PURCHASE = List.of(
            "id",
            "version",
            "term_id",
            "term_version",
            "member_id",
            "status",
            "delivery",
            "money_back",
            "quarantine",
            "price",
            "amount_refunded",
            "checkout_id",
            "payment_id",
            "created_at",
            "paid_at");
    private static final List<String> OF_ENTITLEMENT =
            List.of("id", "member_id", "resource", "purchase_id", "started_at", "ended_at", "is_active");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDPOINT = "whe_that_is_disabled";

    private static final ShopUnderTest SHOP = ShopUnderTest.shared();
    private static final Jdbi DATABASE = SHOP.service().database();

    private final Browser browser = SHOP.browser();

    /** What happens, and what is told of it, in the order of the alphabet. */
    enum Story {
        STARTED("", "purchase.started"),
        PAID("pay", "entitlement.granted entitlement.granted purchase.paid purchase.started"),
        PAID_TWICE_TOLD("pay settle settle", "entitlement.granted entitlement.granted purchase.paid purchase.started"),
        EXPIRED("expire", "purchase.expired purchase.started"),
        PROCESSING("debit", "purchase.processing purchase.started"),
        FAILED("debit decline", "purchase.failed purchase.processing purchase.started"),
        DELAYED(
                "debit accept",
                "entitlement.granted entitlement.granted purchase.paid purchase.processing purchase.started"),
        QUARANTINED("misprice pay", "purchase.quarantined purchase.started"),
        REFUNDED(
                "pay refund",
                "entitlement.granted entitlement.granted entitlement.revoked entitlement.revoked purchase.paid"
                        + " purchase.refunded purchase.started"),
        PARTIALLY_REFUNDED(
                "pay part",
                "entitlement.granted entitlement.granted purchase.paid purchase.partially_refunded"
                        + " purchase.started"),
        REFUND_REPLACED(
                "pay part replace",
                "entitlement.granted entitlement.granted purchase.paid purchase.partially_refunded"
                        + " purchase.partially_refunded purchase.refund_failed purchase.started"),
        REFUND_FAILED(
                "pay refund fail",
                "entitlement.granted entitlement.granted entitlement.reinstated entitlement.reinstated"
                        + " entitlement.revoked entitlement.revoked purchase.paid purchase.refund_failed"
                        + " purchase.refunded purchase.started"),
        DISPUTED(
                "pay dispute",
                "entitlement.granted entitlement.granted entitlement.suspended entitlement.suspended"
                        + " purchase.disputed purchase.paid purchase.started"),
        DISPUTED_TWICE(
                "pay claim claim",
                "entitlement.granted entitlement.granted entitlement.suspended entitlement.suspended"
                        + " purchase.disputed purchase.disputed purchase.paid purchase.started"),
        DISPUTE_WON(
                "pay dispute win forget",
                "entitlement.granted entitlement.granted entitlement.reinstated entitlement.reinstated"
                        + " entitlement.suspended entitlement.suspended purchase.dispute_won purchase.disputed"
                        + " purchase.paid purchase.started"),
        DISPUTE_LOST(
                "pay dispute lose",
                "entitlement.granted entitlement.granted entitlement.revoked entitlement.revoked"
                        + " entitlement.suspended entitlement.suspended purchase.dispute_lost purchase.disputed"
                        + " purchase.paid purchase.started"),
        WARNED(
                "pay warn",
                "entitlement.granted entitlement.granted purchase.early_fraud_warning purchase.paid purchase.started"),
        FOLLOWED(
                "pay again refund",
                "entitlement.granted entitlement.granted entitlement.revoked entitlement.revoked purchase.paid"
                        + " purchase.refunded purchase.started");

        private final List<String> steps;
        private final List<String> told;

        Story(String steps, String told) {
            this.steps =
                    Stream.of(steps.split(" ")).filter(step -> !step.isEmpty()).toList();
            this.told = List.of(told.split(" "));
        }
    }

    @BeforeAll
    static void listen() {
        DATABASE.useHandle(handle -> handle.execute(
                """
                INSERT INTO webhook_endpoint (id, url, event_types, enabled, disabled_reason, created_at, updated_at)
                VALUES (?, 'https://receiver.example/', '{}', false, 'operator', now(), now())
                """,
                ENDPOINT));
    }

    @AfterAll
    static void stopListening() {
        DATABASE.useHandle(handle -> handle.execute("DELETE FROM webhook_endpoint WHERE id = ?", ENDPOINT));
        DATABASE.useHandle(handle -> handle.execute("DELETE FROM webhook_delivery WHERE endpoint_id = ?", ENDPOINT));
    }

    @AfterEach
    void letWebhooksGo() {
        SHOP.stripe().deliveries().release(Order.AS_HAPPENED);
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfEveryChangeOnce(Story story) {
        SHOP.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");

        Context context = new Context(bought);
        story.steps.forEach(context::go);

        assertThat(types(bought)).containsExactlyElementsOf(story.told);
        assertThat(messages(bought)).allSatisfy(PurchaseMessagesIT::isWhatIsDocumented);
        SHOP.stripe().deliveries().release(Order.AS_HAPPENED);
        SHOP.awaitWebhooks();
        settle(bought);
        assertThat(types(bought)).as("once Stripe told of it too").containsExactlyElementsOf(story.told);
        cleanUp(bought);
    }

    @Test
    void carriesThePurchaseAsItIsAfterTheChange() {
        Bought bought = browser.buys("term_month");
        new Context(bought).go("pay");
        JsonNode entry = entry(bought);

        JsonNode paid = message(bought, "purchase.paid").get("data");

        var elsewhereInTheEntry = Set.of("quarantine", "checkout_id", "payment_id");
        for (String field : OF_PURCHASE) {
            if (elsewhereInTheEntry.contains(field)) {
                continue;
            }
            assertThat(paid.get(field)).as(field).isEqualTo(entry.get(field));
        }
        JsonNode granted = message(bought, "entitlement.granted").get("data");
        assertThat(granted.get("member_id")).isEqualTo(entry.get("member_id"));
        assertThat(granted.get("is_active").asBoolean()).isTrue();
        assertThat(granted.at("/resource/slug").asText()).isIn("premium", "archive");
    }

    @Test
    void tellsOfWhatMovesUp() {
        Bought first = browser.buys("term_month");
        new Context(first).go("pay");
        Bought second = browser.buys("term_month");
        new Context(second).go("pay");

        new Context(first).go("refund");

        assertThat(types(second)).filteredOn("entitlement.moved"::equals).hasSize(2);
        assertThat(message(second, "entitlement.moved").at("/data/is_active").asBoolean())
                .isTrue();
    }

    @Test
    void tellsNothingOfAChangeThatIsRolledBack() {
        SHOP.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");
        SHOP.stripe().pay(bought.checkoutId(), TestCard.VISA, SHOP.someone());
        String refusing =
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.id = '%s' THEN RAISE EXCEPTION 'refused after the messages were written'; END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON purchase DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION refuse();
                """;
        DATABASE.useHandle(handle ->
                handle.createScript(refusing.formatted(bought.purchaseId())).execute());
        try {
            assertThatThrownBy(() -> settle(bought)).isInstanceOf(AssertionError.class);
            assertThat(entry(bought).get("status").asText()).isEqualTo("open");
            assertThat(types(bought)).containsExactly("purchase.started");
        } finally {
            DATABASE.useHandle(handle -> handle.execute("DROP TRIGGER refuse ON purchase; DROP FUNCTION refuse()"));
        }

        settle(bought);
        assertThat(types(bought)).contains("purchase.paid");
    }

    private final class Context {
        private final Bought bought;
        private String happened = "";

        Context(Bought bought) {
            this.bought = bought;
        }

        private void go(String step) {
            String checkout = bought.checkoutId();
            switch (step) {
                case "pay" -> SHOP.stripe().pay(checkout, TestCard.VISA, SHOP.someone());
                case "debit" -> SHOP.stripe().buyer().pay(checkout, TestDebit.SUCCEEDS, SHOP.someone());
                case "accept" -> SHOP.stripe().merchant().decide(checkout, true);
                case "decline" -> SHOP.stripe().merchant().decide(checkout, false);
                case "expire" -> SHOP.stripe().merchant().expire(checkout);
                case "refund" -> happened = id(SHOP.stripe().refund(checkout));
                case "part" -> happened = id(SHOP.stripe().refund(checkout, 100));
                case "fail" -> SHOP.stripe().merchant().failRefund(happened);
                case "replace" -> {
                    SHOP.stripe().merchant().failRefund(happened);
                    SHOP.stripe().refund(checkout, 100);
                }
                case "dispute" -> happened = id(SHOP.stripe().dispute(checkout));
                case "claim" -> SHOP.stripe().bank().open(checkout, new Claim(300L, Claim.Reason.FRAUDULENT, false));
                case "forget" -> forgetWhenEvidenceIsDue(happened);
                case "win" -> SHOP.stripe().bank().win(happened);
                case "lose" -> SHOP.stripe().bank().lose(happened);
                case "warn" -> SHOP.stripe().warnOfFraud(checkout);
                case "misprice" -> setAmount(bought, 998);
                case "again" -> new Context(browser.buys("term_month")).go("pay");
                case "settle" -> {}
                default -> throw new IllegalArgumentException(step);
            }
            settle(bought);
        }

        private static String id(JsonNode object) {
            return object.get("id").asText();
        }
    }

    private static void isWhatIsDocumented(JsonNode message) {
        assertThat(message.fieldNames()).toIterable().containsExactly("type", "timestamp", "data");
        boolean ofPurchase = message.get("type").asText().startsWith("purchase.");
        assertThat(message.get("data").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(ofPurchase ? OF_PURCHASE : OF_ENTITLEMENT);
    }

    private static void settle(Bought bought) {
        var answer = SHOP.service()
                .post(
                        "api/v1/purchases/" + bought.purchaseId() + "/settle",
                        "",
                        "Authorization",
                        "Bearer " + ServiceUnderTest.API_TOKEN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode entry(Bought bought) {
        return SHOP.service()
                .get("api/v1/purchases/" + bought.purchaseId(), "Authorization", "Bearer " + ServiceUnderTest.API_TOKEN)
                .json();
    }

    private static List<String> types(Bought bought) {
        return messages(bought).stream()
                .map(message -> message.get("type").asText())
                .sorted()
                .toList();
    }

    private static JsonNode message(Bought bought, String type) {
        return messages(bought).stream()
                .filter(message -> message.get("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> messages(Bought bought) {
        return DATABASE
                .withHandle(handle -> handle.createQuery(
                                """
                                SELECT m.body FROM webhook_message m JOIN webhook_delivery d ON d.message_id = m.id
                                WHERE d.endpoint_id = :endpoint AND m.body LIKE :purchase ORDER BY m.id
                                """)
                        .bind("endpoint", ENDPOINT)
                        .bind("purchase", "%" + bought.purchaseId() + "%")
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(PurchaseMessagesIT::read)
                .collect(Collectors.toList());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    private static void setAmount(Bought bought, long amount) {
        DATABASE.useHandle(
                handle -> handle.execute("UPDATE purchase SET amount = ? WHERE id = ?", amount, bought.purchaseId()));
    }

    /** As if Stripe had said another day before. */
    private static void forgetWhenEvidenceIsDue(String dispute) {
        DATABASE.useHandle(handle -> handle.execute("UPDATE dispute SET evidence_due_by = NULL WHERE id = ?", dispute));
    }

    /** A purchase in quarantine turns the shared shop's health red. */
    private static void cleanUp(Bought bought) {
        DATABASE.useHandle(handle -> handle.execute(
                "UPDATE purchase SET quarantine = NULL, amount = 999 WHERE id = ? AND quarantine IS NOT NULL",
                bought.purchaseId()));
    }
}
