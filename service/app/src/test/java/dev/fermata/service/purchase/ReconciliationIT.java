package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Books;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.payment.TestCard;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody tells of anything; what differs between our books and Stripe's is found, and mended or reported. */
class ReconciliationIT {

    private static final String[] TOKEN = {"Authorization", "Bearer " + ServiceUnderTest.API_TOKEN};

    private static ShopUnderTest shop;
    private static Jdbi database;

    @BeforeAll
    static void start() {
        shop = ShopUnderTest.start(Map.of());
        database = shop.service().database();
        shop.stripe().deliveries().dropAll();
        await().until(ReconciliationIT::isUnscheduled);
    }

    /** Sweeps run only when a test runs them, once their first turns are over. */
    private static boolean isUnscheduled() {
        return database.withHandle(handle -> {
            handle.execute("DELETE FROM scheduled_tasks WHERE task_name LIKE '%sweep' AND NOT picked");
            return handle.createQuery("SELECT count(*) FROM scheduled_tasks WHERE task_name LIKE '%sweep'")
                            .mapTo(Long.class)
                            .one()
                    == 0;
        });
    }

    /** Another half year, so that nothing of the tests before is in any list that is read. */
    @BeforeEach
    void beginAnew() {
        shop.stripe().faults().clear();
        shop.advance(Duration.ofDays(180));
        database.useHandle(handle -> handle.execute("TRUNCATE purchase, reconciliation, sweep_run CASCADE"));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void grantsWhatWasPaidAndNobodyToldOf() {
        Browser browser = shop.browser();
        Bought bought = paid(browser);

        JsonNode report = compare();

        assertThat(only(report).get("kind").asText()).isEqualTo("paid_not_granted");
        assertThat(only(report).get("purchase_id").asText()).isEqualTo(bought.purchaseId());
        assertThat(only(report).get("checkout_id").asText()).isEqualTo(bought.checkoutId());
        assertThat(only(report).get("mended").asBoolean()).isTrue();
        assertThat(report.get("open").asLong()).isZero();
        assertThat(report.at("/counts/paid_not_granted/mended").asLong()).isEqualTo(1);
        assertThat(mayRead(browser)).isTrue();
        assertThat(isHealthy()).isTrue();
        assertThat(compare().get("findings")).as("a second time").isEmpty();
        assertAgree(bought);
    }

    @Test
    void findsWhatWasPaidOnAPageThatWasOpenedBeforeTheWindow() {
        Bought bought = shop.browser().buys("term_month");
        shop.advance(Duration.ofMinutes(20));
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        // A reader who comes back changes the purchase, and so it is looked up.
        touch(bought);
        shop.advance(Duration.ofMinutes(1));

        JsonNode report = compare(shop.clock().instant().minus(Duration.ofMinutes(2)));

        assertThat(report.at("/compared/checkouts").asInt()).isZero();
        assertThat(report.at("/compared/purchases").asInt()).isEqualTo(1);
        assertThat(kinds(report)).containsExactly("paid_not_granted mended");
        assertAgree(bought);
    }

    @Test
    void adoptsAPurchaseWhoseCheckoutAnswerWasLostAndWhoseBuyerNeverCameBack() {
        Bought bought = shop.browser().buys("term_month");
        shop.forgetCheckout(bought);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofHours(1));

        JsonNode report = compare();

        assertThat(kinds(report)).containsExactly("paid_not_granted mended");
        assertThat(entry(bought).at("/provider/checkout_id").asText()).isEqualTo(bought.checkoutId());
        assertAgree(bought);
    }

    @Test
    void leavesAPageAloneWhoseAnswerMayStillBeOnItsWay() {
        Browser browser = shop.browser();
        Bought bought = browser.buys("term_month");
        shop.forgetCheckout(bought);
        shop.advance(Duration.ofMinutes(10));

        assertThat(compare().get("findings")).isEmpty();

        assertThat(browser.buys("term_month").checkoutId()).isEqualTo(bought.checkoutId());
    }

    @Test
    void endsAnAdoptedPurchaseWhoseCheckoutExpired() {
        Bought bought = shop.browser().buys("term_month");
        shop.forgetCheckout(bought);
        shop.stripe().merchant().expire(bought.checkoutId());
        shop.advance(Duration.ofHours(1));

        assertThat(compare().get("findings")).isEmpty();

        assertThat(entry(bought).get("status").asText()).isEqualTo("expired");
    }

    @Test
    void followsARefundThatWasMadeWhileWeWereAway() {
        Browser browser = shop.browser();
        Bought bought = settled(browser);
        shop.advance(Duration.ofDays(30));
        shop.stripe().refund(bought.checkoutId());
        shop.advance(Duration.ofHours(1));
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("fulfilled");

        assertThat(kinds(compare())).containsExactly("money_back_differs mended");

        assertThat(entry(bought).get("delivery").asText()).isEqualTo("revoked");
        assertThat(compare().get("findings")).isEmpty();
        assertAgree(bought);
    }

    @Test
    void followsARefundThatFailedWeeksLater() {
        Bought bought = settled(shop.browser());
        String refund = shop.stripe().refund(bought.checkoutId(), 100).get("id").asText();
        shop.advance(Duration.ofHours(1));
        compare();
        shop.advance(Duration.ofDays(20));
        shop.stripe().merchant().failRefund(refund);
        shop.advance(Duration.ofHours(1));

        assertThat(kinds(compare())).containsExactly("money_back_differs mended");

        assertThat(entry(bought).at("/refunds/0/status").asText()).isEqualTo("failed");
        assertAgree(bought);
    }

    @Test
    void followsADisputeThatWasOpenedAndDecidedWhileWeWereAway() {
        Browser browser = shop.browser();
        Bought bought = settled(browser);
        shop.advance(Duration.ofDays(10));
        String dispute = shop.stripe().dispute(bought.checkoutId()).get("id").asText();
        shop.advance(Duration.ofHours(1));

        assertThat(kinds(compare())).containsExactly("money_back_differs mended");
        assertThat(mayRead(browser)).isFalse();
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("suspended");
        assertAgree(bought);

        shop.advance(Duration.ofDays(80));
        shop.stripe().bank().lose(dispute);
        assertThat(kinds(compare())).containsExactly("money_back_differs mended");
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("revoked");
        assertAgree(bought);
    }

    @Test
    void reportsAccessWithoutPaymentUntilSomebodyPutsItRight() {
        Bought bought = settled(shop.browser());
        Bought unpaid = shop.browser().buys("term_month");
        // As a restored or mishandled database may have it: the purchase says paid, its checkout is another that was
        // not.
        database.useHandle(handle -> {
            handle.execute(
                    "UPDATE purchase SET checkout_id = NULL, payment = 'expired' WHERE id = ?", unpaid.purchaseId());
            handle.execute(
                    "UPDATE purchase SET checkout_id = ? WHERE id = ?", unpaid.checkoutId(), bought.purchaseId());
        });
        shop.advance(Duration.ofHours(1));

        JsonNode report = compare();

        assertThat(kinds(report)).contains("granted_not_paid open");
        assertThat(report.at("/counts/granted_not_paid/found").asLong()).isEqualTo(1);
        assertThat(health()).contains("could not mend").contains("1 granted_not_paid");
        assertThat(shop.service().get(shop.service().adminUrl() + "/prometheus").body())
                .containsPattern("(?m)^reconciliation_granted_not_paid 1\\.0")
                .containsPattern("(?m)^reconciliation_amount_differs 0\\.0")
                .containsPattern("(?m)^reconciliation_open 2\\.0");

        shop.advance(Duration.ofDays(10));
        assertThat(kinds(compare())).as("an alarm does not end with time").contains("granted_not_paid open");
        assertThat(isHealthy()).isFalse();

        database.useHandle(handle -> handle.execute(
                "UPDATE purchase SET checkout_id = ? WHERE id = ?", bought.checkoutId(), bought.purchaseId()));
        shop.service().post("api/v1/purchases/" + bought.purchaseId() + "/settle", "", TOKEN);
        assertThat(compare().get("open").asLong()).isZero();
        assertThat(isHealthy()).isTrue();
        assertAgree(bought);
    }

    @Test
    void reportsWhatWasTakenAtAnotherPriceUntilItIsRefunded() {
        Bought bought = shop.browser().buys("term_month");
        database.useHandle(
                handle -> handle.execute("UPDATE purchase SET amount = 1 WHERE id = ?", bought.purchaseId()));
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofHours(1));

        assertThat(kinds(compare())).containsExactly("amount_differs open");
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("unfulfilled");
        assertThat(entry(bought).get("quarantine").asText()).isNotEmpty();
        assertThat(health()).contains("1 amount_differs");

        shop.stripe().refund(bought.checkoutId());
        shop.advance(Duration.ofHours(1));
        assertThat(compare().get("open").asLong()).isZero();
        assertThat(isHealthy()).isTrue();
    }

    @Test
    void reportsAnAmountThatIsWrittenDownWrong() {
        Bought bought = settled(shop.browser());
        database.useHandle(
                handle -> handle.execute("UPDATE purchase SET amount_paid = 1 WHERE id = ?", bought.purchaseId()));

        assertThat(kinds(compare())).containsExactly("amount_differs open");
    }

    @Test
    void reportsEntitlementsThatAreGone() {
        Bought bought = settled(shop.browser());
        database.useHandle(
                handle -> handle.execute("DELETE FROM entitlement WHERE purchase_id = ?", bought.purchaseId()));

        assertThat(kinds(compare())).containsExactly("paid_not_granted open");
    }

    @Test
    void reportsMoneyForPurchasesThatAreNotHereUntilItIsRefunded() {
        Bought paid = paid(shop.browser());
        shop.browser().buys("term_month");
        database.useHandle(handle -> handle.execute("TRUNCATE purchase CASCADE"));

        JsonNode report = compare();

        assertThat(kinds(report))
                .as("nothing is owed for the page that nobody paid")
                .containsExactly("unknown_purchase open");
        assertThat(only(report).get("purchase_id").asText()).isEqualTo(paid.purchaseId());
        shop.advance(Duration.ofDays(5));
        assertThat(kinds(compare())).containsExactly("unknown_purchase open");
        shop.stripe().refund(paid.checkoutId());
        assertThat(kinds(compare())).isEmpty();
    }

    @Test
    void reportsASecondPaymentOnAPageThatThePurchaseGaveUp() {
        Browser browser = shop.browser();
        Bought first = browser.buys("term_month");
        database.useHandle(handle -> handle.execute(
                "UPDATE purchase SET checkout_id = 'cs_other', payment = 'expired' WHERE id = ?", first.purchaseId()));
        shop.stripe().pay(first.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofHours(1));

        JsonNode report = compare();

        assertThat(kinds(report)).containsExactly("paid_not_granted open");
        assertThat(only(report).get("checkout_id").asText()).isEqualTo(first.checkoutId());
        assertThat(only(report).get("detail").asText()).contains("cs_other");
    }

    @Test
    void tellsCheckoutsThatStripeDoesNotHaveFromThoseThatOurKeyCannotSee() {
        Bought gone = settled(shop.browser());
        Bought elsewhere = settled(shop.browser());
        Bought live = settled(shop.browser());
        database.useHandle(handle -> {
            handle.execute(
                    "UPDATE purchase SET checkout_id = 'cs_gone', payment_id = 'pi_gone' WHERE id = ?",
                    gone.purchaseId());
            handle.execute(
                    """
                    UPDATE purchase SET checkout_id = 'cs_far', payment_id = 'pi_far', provider_account = 'acct_far'
                    WHERE id = ?
                    """,
                    elsewhere.purchaseId());
            handle.execute(
                    "UPDATE purchase SET checkout_id = 'cs_live', payment_id = 'pi_live', livemode = true WHERE id = ?",
                    live.purchaseId());
        });
        for (Bought bought : List.of(gone, elsewhere, live)) {
            shop.stripe().refund(bought.checkoutId());
        }

        JsonNode report = compare();

        assertThat(kinds(report))
                .containsExactlyInAnyOrder("unknown_checkout open", "not_visible open", "not_visible open");
        assertThat(report.get("open").asLong())
                .as("what our key cannot see is no alarm")
                .isEqualTo(1);
        assertThat(health()).contains("1 unknown_checkout").doesNotContain("not_visible");
    }

    @Test
    void passesOverWhatOthersSellOnTheAccount() {
        String theirs = otherProduct("");
        shop.stripe().pay(theirs, TestCard.VISA, shop.someone());
        shop.stripe().refund(theirs, 100);
        shop.stripe().dispute(theirs);
        shop.advance(Duration.ofHours(1));

        JsonNode report = compare();

        assertThat(report.get("findings")).isEmpty();
        assertThat(report.at("/compared/checkouts").asInt()).isZero();
        assertThat(report.at("/compared/money_back").asInt()).isZero();
    }

    @Test
    void readsEveryPage() {
        Bought oldest = paid(shop.browser());
        for (int i = 0; i < 105; i++) {
            otherProduct("&metadata[fermata_purchase]=pur_elsewhere" + i);
        }
        Bought newest = paid(shop.browser());

        JsonNode report = compare();

        assertThat(report.at("/compared/checkouts").asInt()).isEqualTo(107);
        assertThat(kinds(report)).containsExactly("paid_not_granted mended", "paid_not_granted mended");
        assertAgree(oldest);
        assertAgree(newest);
    }

    @Test
    void keepsWhatItFoundWhenStripeFailsInTheMiddleAndGoesOnTheNextTime() {
        Bought bought = paid(shop.browser());
        // Settling asks for the disputes of the one charge first.
        shop.stripe().fail(new Fault("GET", "/v1/disputes", 1, 100, false, Fault.apiError(500)));

        Answer failed = post("{}");

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.problem()).isEqualTo("payment-provider-unavailable");
        JsonNode stored = get(failed.json().get("reconciliation_id").asText());
        assertThat(stored.get("finished_at").isNull()).isTrue();
        assertThat(stored.get("error").asText()).contains("500");
        assertThat(kinds(stored)).containsExactly("paid_not_granted mended");
        shop.stripe().faults().clear();
        assertThat(compare().get("findings")).isEmpty();
        assertAgree(bought);
    }

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

    private static Bought paid(Browser browser) {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofHours(1));
        return bought;
    }

    private static Bought settled(Browser browser) {
        Bought bought = paid(browser);
        Returned.from(browser, bought);
        shop.advance(Duration.ofHours(1));
        return bought;
    }

    private static void touch(Bought bought) {
        database.useHandle(handle -> handle.createUpdate("UPDATE purchase SET updated_at = :now WHERE id = :id")
                .bind("now", shop.clock().instant())
                .bind("id", bought.purchaseId())
                .execute());
    }

    /** Other software on the account opens a checkout. */
    private static String otherProduct(String more) {
        String form = "mode=payment&success_url=https://other.example/&line_items[0][quantity]=1"
                + "&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=4200"
                + "&line_items[0][price_data][product_data][name]=A hat" + more;
        var request = HttpRequest.newBuilder(URI.create(shop.stripe().url() + "/v1/checkout/sessions"))
                .header("Authorization", "Bearer " + shop.stripe().apiKey())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        form.replace(" ", "+").replace("[", "%5B").replace("]", "%5D")));
        return shop.service().send(request).json().get("id").asText();
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
        await().until(() -> count("SELECT count(*) FROM sweep_run") == 1);
        await().until(ReconciliationIT::isUnscheduled);
        return count("SELECT count(*) FROM sweep_run WHERE last_error IS NULL") == 1;
    }

    private static long daily() {
        return count("SELECT count(*) FROM reconciliation WHERE daily");
    }

    private static long count(String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static JsonNode compare() {
        return report(post("{}"));
    }

    private static JsonNode compare(Instant since) {
        return report(post("{\"since\": \"%s\"}".formatted(since)));
    }

    private static JsonNode report(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static Answer post(String body) {
        return shop.service().post("api/v1/reconciliations", body, TOKEN);
    }

    private static JsonNode get(String id) {
        return shop.service().get("api/v1/reconciliations/" + id, TOKEN).json();
    }

    private static JsonNode only(JsonNode report) {
        assertThat(report.get("findings")).hasSize(1);
        return report.at("/findings/0");
    }

    private static List<String> kinds(JsonNode report) {
        return report.get("findings").findParents("kind").stream()
                .map(finding ->
                        finding.get("kind").asText() + (finding.get("mended").asBoolean() ? " mended" : " open"))
                .toList();
    }

    private static JsonNode entry(Bought bought) {
        return shop.service()
                .get("api/v1/purchases/" + bought.purchaseId(), TOKEN)
                .json();
    }

    private static boolean mayRead(Browser browser) {
        return browser.get("api/access?resource=premium").json().get("granted").asBoolean();
    }

    private static void assertAgree(Bought bought) {
        Books.assertEqual(shop, Set.of(bought.purchaseId()));
    }

    private static String health() {
        return healthCheck().path("message").asText();
    }

    private static boolean isHealthy() {
        return healthCheck().get("healthy").asBoolean();
    }

    private static JsonNode healthCheck() {
        return shop.service()
                .get(shop.service().adminUrl() + "/healthcheck")
                .json()
                .get("reconciliation");
    }
}
