package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Books;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;

/** A shop whose webhooks are all lost, and the comparing of its books with Stripe's. */
abstract class ReconciliationScene {

    static final String[] TOKEN = {"Authorization", "Bearer " + ServiceUnderTest.API_TOKEN};

    static final ShopUnderTest shop = start();
    static final Jdbi database = shop.service().database();

    /** Another half year, so that nothing of the tests before is in any list that is read. */
    @BeforeEach
    void beginAnew() {
        shop.stripe().faults().clear();
        shop.advance(Duration.ofDays(180));
        database.useHandle(handle -> handle.execute("TRUNCATE purchase, reconciliation, sweep_run CASCADE"));
    }

    private static ShopUnderTest start() {
        ShopUnderTest shop = ShopUnderTest.startUntilTheEnd();
        shop.stripe().deliveries().dropAll();
        shop.takeSweepsOffTheSchedule();
        return shop;
    }

    static Bought paid(Browser browser) {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofHours(1));
        return bought;
    }

    static Bought settled(Browser browser) {
        Bought bought = paid(browser);
        Returned.from(browser, bought);
        shop.advance(Duration.ofHours(1));
        return bought;
    }

    static long count(String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    static JsonNode compare() {
        return report(post("{}"));
    }

    static JsonNode compare(Instant since) {
        return report(post("{\"since\": \"%s\"}".formatted(since)));
    }

    static JsonNode report(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    static Answer post(String body) {
        return shop.service().post("api/v1/reconciliations", body, TOKEN);
    }

    static JsonNode get(String id) {
        return shop.service().get("api/v1/reconciliations/" + id, TOKEN).json();
    }

    static JsonNode only(JsonNode report) {
        assertThat(report.get("findings")).hasSize(1);
        return report.at("/findings/0");
    }

    static List<String> kinds(JsonNode report) {
        return report.get("findings").findParents("kind").stream()
                .map(finding ->
                        finding.get("kind").asText() + (finding.get("mended").asBoolean() ? " mended" : " open"))
                .toList();
    }

    static JsonNode entry(Bought bought) {
        return shop.service()
                .get("api/v1/purchases/" + bought.purchaseId(), TOKEN)
                .json();
    }

    static void assertAgree(Bought bought) {
        Books.assertEqual(shop, Set.of(bought.purchaseId()));
    }

    static String health() {
        return healthCheck().path("message").asText();
    }

    static boolean isHealthy() {
        return healthCheck().get("healthy").asBoolean();
    }

    static JsonNode healthCheck() {
        return shop.service()
                .get(shop.service().adminUrl() + "/healthcheck")
                .json()
                .get("reconciliation");
    }
}
