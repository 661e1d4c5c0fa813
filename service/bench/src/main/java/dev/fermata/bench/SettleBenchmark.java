package dev.fermata.bench;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.MasterKey;
import dev.fermata.service.entitlement.Entitlements;
import dev.fermata.service.jobs.Jobs;
import dev.fermata.service.mail.Mails;
import dev.fermata.service.member.History;
import dev.fermata.service.member.Members;
import dev.fermata.service.purchase.Fulfilment;
import dev.fermata.service.purchase.Payment;
import dev.fermata.service.purchase.Purchase;
import dev.fermata.service.purchase.PurchaseId;
import dev.fermata.service.purchase.PurchaseMails;
import dev.fermata.service.purchase.Purchases;
import dev.fermata.service.session.Sessions;
import dev.fermata.service.webhook.WebhookConfiguration;
import dev.fermata.service.webhook.Webhooks;
import java.time.InstantSource;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a settlement costs without the network: the payment provider answers at once that all was paid. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets them up.
public class SettleBenchmark {

    private final InstantSource clock = InstantSource.system();
    private Database database;
    private Purchases purchases;
    private PurchaseId settled;
    private int made;

    @Setup
    public void open() {
        database = Micro.openDatabase();
        purchases = purchases();
        settled = paid();
        purchases.settle(settled);
    }

    @TearDown
    public void close() throws Exception {
        database.stop();
    }

    /** A purchase that was just paid, of two resources. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class Paid {

        private PurchaseId id;

        @Setup(Level.Invocation)
        public void pay(SettleBenchmark shop) {
            id = shop.paid();
        }
    }

    @Benchmark
    public Purchase grants(Paid paid) {
        Purchase purchase = purchases.settle(paid.id);
        if (purchase.payment() != Payment.PAID) {
            throw new IllegalStateException("It is " + purchase.payment());
        }
        return purchase;
    }

    @Benchmark
    public Purchase changesNothing() {
        return purchases.settle(settled);
    }

    private PurchaseId paid() {
        return new Records(Micro.databaseUrl()).addOpenPurchase(++made);
    }

    /** As {@code FermataApplication} puts them together. */
    private Purchases purchases() {
        var json = new ObjectMapper().findAndRegisterModules();
        var jobs = new Jobs(database.dataSource(), clock, json);
        var members = new Members(clock);
        var sessions = new Sessions(database.jdbi(), clock);
        var webhooks = Webhooks.of(
                new WebhookConfiguration(),
                database.jdbi(),
                clock,
                json,
                new MasterKey(Machine.MASTER_KEY),
                new MetricRegistry());
        var fulfilment = new Fulfilment(
                members,
                new History(clock, json),
                sessions,
                new Entitlements(database.jdbi(), clock, webhooks.outbox()),
                new PurchaseMails(new Mails(jobs, clock), members, clock));
        return new Purchases(
                database.jdbi(),
                clock,
                new Catalog(database.jdbi()),
                fulfilment,
                webhooks.outbox(),
                Optional.of(new AllPaid()));
    }
}
