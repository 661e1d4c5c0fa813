package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Browser.Bought;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the books are compared, by itself and for somebody who asks, and what is told of it. */
class ReconciliationRunsIT extends ReconciliationScene {

    @Test
    void worksOnceADayAndAgainSoonAfterAFailure() {
        shop.stripe().fail("GET", "/v1/checkout/sessions", 100, false, Fault.apiError(500));
        assertThat(turn()).isFalse();
        shop.stripe().faults().clear();
        Bought bought = paid(shop.browser());

        assertThat(turn()).isTrue();
        shop.advance(Duration.ofHours(23));
        assertThat(turn()).isTrue();
        assertThat(daily()).as("the one that failed, and one that did not").isEqualTo(2);
        assertAgree(bought);

        shop.advance(Duration.ofHours(1));
        compare();
        assertThat(turn()).isTrue();
        assertThat(daily())
                .as("what somebody asked for does not stand for the daily one")
                .isEqualTo(3);
    }

    @Test
    void looksFartherBackAfterATimeInWhichNoneGotThrough() {
        turn();
        shop.advance(Duration.ofHours(1));
        Bought bought = paid(shop.browser());
        shop.advance(Duration.ofDays(6));

        assertThat(turn()).isTrue();

        assertThat(daily()).isEqualTo(2);
        assertAgree(bought);
    }

    @Test
    void keepsAlarmingWhenAComparisonThatBeganBeforeEndsLater() throws Exception {
        shop.stripe().requests().clear();
        shop.stripe().fail("GET", "/v1/disputes", 1, false, new Fault.Kind.Delay(Duration.ofSeconds(5)));
        CompletableFuture<JsonNode> slow = CompletableFuture.supplyAsync(ReconciliationScene::compare);
        // A request is noted when it is answered: after this one it waits for the disputes.
        await().until(() -> shop.stripe().requests().entries().stream()
                .anyMatch(request -> request.path().startsWith("/v1/refunds")));
        Bought bought = shop.browser().buys("term_month");
        database.useHandle(
                handle -> handle.execute("UPDATE purchase SET amount = 1 WHERE id = ?", bought.purchaseId()));
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofMinutes(1));

        assertThat(kinds(compare())).containsExactly("amount_differs open");
        assertThat(slow).as("the one that began before").isNotDone();
        shop.advance(Duration.ofMinutes(1));

        assertThat(kinds(slow.get(20, TimeUnit.SECONDS)))
                .as("it looks at what the other found meanwhile")
                .containsExactly("amount_differs open");
        assertThat(health()).contains("1 amount_differs");
    }

    @Test
    void listsTheLatestAndShowsOneWithItsFindings() {
        paid(shop.browser());
        String first = compare().get("id").asText();
        shop.advance(Duration.ofMinutes(1));
        String second = compare().get("id").asText();

        JsonNode list =
                shop.service().get("api/v1/reconciliations", TOKEN).json().get("data");

        assertThat(list.findValuesAsText("id")).containsExactly(second, first);
        assertThat(list.get(1).has("findings")).isFalse();
        assertThat(list.get(1).at("/counts/paid_not_granted/found").asInt()).isEqualTo(1);
        assertThat(get(first).get("findings")).hasSize(1);
        assertThat(shop.service().get("api/v1/reconciliations/rec_none", TOKEN).problem())
                .isEqualTo("reconciliation-not-found");
        assertThat(shop.service().get("api/v1/reconciliations").problem()).isEqualTo("api-token-required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"since": "yesterday"}                                                  | /since
                    {"since": 7}                                                            | /since
                    {"until": "2026-03-01"}                                                 | /until
                    {"until": "+999999999-01-01T00:00:00Z"}                                 | /until
                    {"until": "-999999999-01-01T00:00:00Z"}                                 | /until
                    {"since": "2020-03-02T00:00:00Z", "until": "2020-03-01T00:00:00Z"}      | /since
                    {"since": "2020-03-01T00:00:00Z", "until": "2020-03-01T00:00:00Z"}      | /since
                    {"since": "2020-03-01T00:00:00.000000001Z", "until": "2020-03-01T00:00:00.000000002Z"} | /since
                    {"since": "2020-01-01T00:00:00Z", "until": "2020-03-01T00:00:00Z"}      | /since
                    {"days": 3}                                                             | /days
                    []                                                                      | ''
                    """)
    void namesTheFieldThatIsWrong(String body, String pointer) {
        Answer answer = post(body);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.pointers()).containsExactly(pointer);
        assertThat(count("SELECT count(*) FROM reconciliation")).isZero();
    }

    /** The job's next turn; false if it did not get through. */
    private static boolean turn() {
        Instant now = shop.clock().instant();
        database.useHandle(handle -> {
            handle.execute("DELETE FROM sweep_run");
            handle.createUpdate(
                            """
                            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                            VALUES ('reconciliation-sweep', 'recurring', :now, false, 1)
                            """)
                    .bind("now", now)
                    .execute();
        });
        // The queue is looked at again when time goes on.
        shop.advance(Duration.ofSeconds(1));
        await().until(() -> count("SELECT count(*) FROM sweep_run") == 1);
        shop.takeSweepsOffTheSchedule();
        return count("SELECT count(*) FROM sweep_run WHERE last_error IS NULL") == 1;
    }

    private static long daily() {
        return count("SELECT count(*) FROM reconciliation WHERE daily");
    }
}
