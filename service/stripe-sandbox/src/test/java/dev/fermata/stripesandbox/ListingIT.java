package dev.fermata.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.stripesandbox.fidelity.Api;
import dev.fermata.stripesandbox.fidelity.RunningSandbox;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What reconciliation and sweeps go by. */
class ListingIT {

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    private Api api() {
        return sandbox.api();
    }

    private String paid() {
        String id = api().openSession();
        sandbox.get().pay(id, TestCard.VISA, "buyer@example.com");
        return id;
    }

    private String now() {
        return Long.toString(sandbox.get().clock().seconds());
    }

    private List<String> ids(String path, String... params) {
        return ids(api().read(path, params));
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.get("data").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    @Test
    void tellsEarlierFromLater() {
        String early = paid();
        sandbox.get().refund(early, 50);
        sandbox.get().advance(Duration.ofHours(1));
        String since = now();
        String late = paid();
        sandbox.get().refund(late, 50);

        for (String path : List.of("payment_intents", "charges", "refunds", "checkout/sessions")) {
            List<String> all = ids("/v1/" + path);
            assertThat(all).as(path).hasSize(2);
            assertThat(ids("/v1/" + path, "created[gte]", since)).as(path).containsExactly(all.get(0));
            assertThat(ids("/v1/" + path, "created[lt]", since)).as(path).containsExactly(all.get(1));
            assertThat(ids("/v1/" + path, "created[gt]", since, "created[lte]", since))
                    .as(path)
                    .isEmpty();
            assertThat(ids("/v1/" + path, "created[gte]", since, "starting_after", all.get(0)))
                    .as(path)
                    .isEmpty();
            assertThat(ids("/v1/" + path, "created[lt]", since, "ending_before", all.get(1)))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void findsSessionsByStatusAndIntent() {
        String paid = paid();
        String open = api().openSession();
        String intent = sandbox.get().session(paid).get("payment_intent").asText();

        assertThat(ids("/v1/checkout/sessions", "status", "complete")).containsExactly(paid);
        assertThat(ids("/v1/checkout/sessions", "status", "open")).containsExactly(open);
        assertThat(ids("/v1/checkout/sessions", "payment_intent", intent)).containsExactly(paid);
        assertThat(ids("/v1/checkout/sessions", "payment_intent", "pi_none")).isEmpty();
        assertThat(ids("/v1/charges", "payment_intent", intent)).hasSize(1);
        assertThat(ids("/v1/checkout/sessions", "payment_intent", intent, "created[lt]", "5"))
                .isEmpty();
    }

    @Test
    void walksThroughAllEventsInTheOrderTheyHappened() {
        paid();
        List<String> newestFirst = ids("/v1/events", "limit", "100");
        List<String> walked = new ArrayList<>();
        String last = newestFirst.get(newestFirst.size() - 1);
        walked.add(last);

        JsonNode page;
        do {
            page = api().read("/v1/events", "limit", "2", "ending_before", walked.get(0));
            walked.addAll(0, ids(page));
        } while (page.get("has_more").asBoolean());

        assertThat(walked).isEqualTo(newestFirst);
    }

    @Test
    void forgetsEventsAfterThirtyDays() {
        String price = api().price();
        String old = ids("/v1/events").get(0);
        sandbox.get().advance(Duration.ofDays(31));
        api().created("/v1/prices/" + price, "metadata[a]", "b");

        assertThat(ids("/v1/events")).hasSize(1).doesNotContain(old);
        assertThat(api().get("/v1/events/" + old).status()).isEqualTo(404);
        assertThat(api().get("/v1/events", "starting_after", old).status()).isEqualTo(400);
    }

    @Test
    void takesTypeOrTypesButNotBothAndNotTooMany() {
        assertThat(api().get("/v1/events", "type", "charge.*", "types[]", "charge.succeeded")
                        .status())
                .isEqualTo(400);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            many.addAll(List.of("types[]", "charge.updated" + i));
        }
        assertThat(api().get("/v1/events", many.toArray(String[]::new)).status())
                .isEqualTo(400);
    }
}
