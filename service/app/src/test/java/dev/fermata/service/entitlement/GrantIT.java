package dev.fermata.service.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.AtOnce;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.service.catalog.Repurchase;
import dev.fermata.service.catalog.Resource;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.MasterKey;
import dev.fermata.service.member.History;
import dev.fermata.service.webhook.WebhookConfiguration;
import dev.fermata.service.webhook.Webhooks;
import dev.fermata.stripesandbox.payment.TestCard;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database itself lets a purchase be granted once, should everything in front of it fail. */
class GrantIT {

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Jdbi jdbi = shop.service().database();
    private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    private final History history = new History(shop.clock(), json);
    private final Entitlements entitlements = new Entitlements(
            jdbi,
            shop.clock(),
            Webhooks.of(
                            new WebhookConfiguration(),
                            jdbi,
                            shop.clock(),
                            json,
                            new MasterKey(new byte[32]),
                            new MetricRegistry())
                    .outbox());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void grantsEachResourceOnceHoweverOftenAPurchaseIsGranted() throws Exception {
        String purchase = fulfilled();
        List<Entitlement> granted = entitlements.ofPurchase(purchase);
        Grant again = of(granted);

        Callable<Boolean> grant = () -> jdbi.inTransaction(tx -> {
            entitlements.grant(tx, again);
            return true;
        });
        AtOnce.run(threads, Collections.nCopies(4, grant));

        assertThat(granted).hasSize(2);
        assertThat(entitlements.ofPurchase(purchase)).isEqualTo(granted);
    }

    /** As an operator's JDBC URL may have it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void knowsWhatItGrantsAlsoWhereTheDriverJoinsInserts(boolean joined) {
        Grant again = of(entitlements.ofPurchase(fulfilled()));
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(shop.service().databaseUrl());
        dataSource.setReWriteBatchedInserts(joined);
        List<Entitlement> wanted = again.resources().stream()
                .map(resource -> again.of(resource, shop.clock().instant()))
                .toList();
        var starts = wanted.stream().map(Entitlement::startedAt).toList();
        var ends = wanted.stream().map(Entitlement::endedAt).toList();

        Database.jdbi(dataSource).useExtension(EntitlementDao.class, dao -> {
            assertThat(dao.insert(wanted, starts, ends, shop.clock().instant())).isEmpty();
            jdbi.useHandle(tx -> tx.execute("DELETE FROM entitlement WHERE purchase_id = ?", again.purchaseId()));
            assertThat(dao.insert(wanted, starts, ends, shop.clock().instant()))
                    .containsExactlyInAnyOrderElementsOf(
                            wanted.stream().map(Entitlement::id).toList());
        });
    }

    @Test
    void notesAPurchaseOnceInTheHistory() throws Exception {
        String purchase = fulfilled();
        var member = entitlements.ofPurchase(purchase).get(0).memberId();

        Callable<Boolean> record = () -> jdbi.inTransaction(
                tx -> history.record(tx, "purchase", member, purchase, Map.of("amount", 999, "currency", "EUR")));
        List<Boolean> added = AtOnce.run(threads, Collections.nCopies(4, record));

        assertThat(added).containsOnly(false);
    }

    private static Grant of(List<Entitlement> granted) {
        Entitlement one = granted.get(0);
        return new Grant(
                one.memberId(),
                Objects.requireNonNull(one.purchaseId()),
                granted.stream()
                        .map(it -> new Resource(it.resourceId(), it.resourceSlug(), it.resourceName()))
                        .toList(),
                one.duration(),
                Repurchase.EXTEND);
    }

    private String fulfilled() {
        Browser browser = shop.browser();
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        assertThat(browser.open(bought.returnPath()).status()).isEqualTo(303);
        return bought.purchaseId();
    }
}
