package dev.fermata.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.fermata.service.Browser.Bought;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances on one PostgreSQL, which is all they share. */
class TwoInstancesIT {

    private static final String MASTER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static ShopUnderTest shop;
    private static ServiceUnderTest second;

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(() -> shop);

    private final Browser browser = shop.browser();

    @BeforeAll
    static void start() {
        shop = ShopUnderTest.start(Map.of("masterKey", MASTER_KEY));
        second = another(shop.clock());
    }

    private static ServiceUnderTest another(MovableClock clock) {
        return ServiceUnderTest.start(
                Map.of(
                        "masterKey",
                        MASTER_KEY,
                        "database.url",
                        shop.service().databaseUrl(),
                        "database.user",
                        "postgres",
                        "database.password",
                        "",
                        "stripe.apiKey",
                        shop.stripe().apiKey(),
                        "stripe.apiBase",
                        shop.stripe().url(),
                        "stripe.webhookSecret",
                        ShopUnderTest.WEBHOOK_SECRET),
                clock);
    }

    @AfterAll
    static void stop() {
        second.close();
        shop.close();
    }

    @Test
    void oneEndsWhatTheOtherBegan() throws Exception {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        Browser moved = browser.at(second);

        Answer back = moved.open(bought.returnPath());
        String token = back.header("Location").orElseThrow().replaceAll(".*token=([^&#]+).*", "$1");
        Answer exchanged = moved.at(shop.service()).post("api/purchases/exchange", "{\"token\":\"" + token + "\"}");

        assertThat(exchanged.status()).isEqualTo(200);
        String kid = SignedJWT.parse(exchanged.json().get("jwt").asText())
                .getHeader()
                .getKeyID();
        assertThat(second.get(".well-known/jwks.json").body()).contains(kid);
    }

    @Test
    void bothSettleAndGrantOnce() {
        for (int round = 0; round < 5; round++) {
            Browser reader = shop.browser();
            Bought bought = reader.buys("term_month");
            Browser moved = reader.at(second);
            shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
            var first = CompletableFuture.supplyAsync(() -> reader.open(bought.returnPath()));
            var other = CompletableFuture.supplyAsync(() -> moved.open(bought.returnPath()));

            assertThat(first.join().status()).isEqualTo(303);
            assertThat(other.join().status()).isEqualTo(303);
            await().untilAsserted(() -> assertThat(
                            shop.count("SELECT count(*) FROM entitlement WHERE purchase_id = :id", bought.purchaseId()))
                    .isEqualTo(2));
            assertThat(shop.count("SELECT count(*) FROM member_event WHERE purchase_id = :id", bought.purchaseId()))
                    .isEqualTo(1);
        }
    }

    @Test
    void opensAtOnceWhereTheClockIsBehindTheOneThatGranted() {
        shop.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        try (var ahead = another(new MovableClock(shop.clock().instant().plus(Duration.ofMinutes(1))))) {
            Answer settled = ahead.post(
                    "api/v1/purchases/" + bought.purchaseId() + "/settle",
                    "",
                    "Authorization",
                    "Bearer " + ServiceUnderTest.API_TOKEN);
            assertThat(settled.json().get("delivery").asText()).isEqualTo("fulfilled");
        }

        browser.open(bought.returnPath());

        assertThat(browser.get("api/access?resource=archive")
                        .json()
                        .get("granted")
                        .asBoolean())
                .isTrue();
        shop.stripe().deliveries().release(Order.AS_HAPPENED);
    }
}
