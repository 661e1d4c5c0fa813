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
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a settlement costs without the network: the payment provider answers at once that all was paid. */
@State(Scope.Benchmark)
public class SettleBenchmark {

    private final InstantSource clock = InstantSource.system();
    private @Nullable Database database;
    private @Nullable Purchases purchases;
    private @Nullable PurchaseId settled;
    private int made;

    @Setup
    public void open() {
        Database opened = Micro.openDatabase();
        database = opened;
        purchases = purchases(opened);
        settled = paid();
        Micro.set(purchases).settle(settled);
    }

    @TearDown
    public void close() throws Exception {
        Micro.set(database).stop();
    }

    /** A purchase that was just paid, of two resources. */
    @State(Scope.Thread)
    public static class Paid {

        private @Nullable PurchaseId id;

        @Setup(Level.Invocation)
        public void pay(SettleBenchmark shop) {
            id = shop.paid();
        }
    }

    @Benchmark
    public Purchase grants(Paid paid) {
        Purchase purchase = Micro.set(purchases).settle(Micro.set(paid.id));
        if (purchase.payment() != Payment.PAID) {
            throw new IllegalStateException("It is " + purchase.payment());
        }
        return purchase;
    }

    @Benchmark
    public Purchase changesNothing() {
        return Micro.set(purchases).settle(Micro.set(settled));
    }

    private PurchaseId paid() {
        return new Records(Micro.databaseUrl()).addOpenPurchase(++made);
    }

    /** As {@code FermataApplication} puts them together. */
    private Purchases purchases(Database opened) {
        var json = new ObjectMapper().findAndRegisterModules();
        var jobs = new Jobs(opened.dataSource(), clock, json);
        var members = new Members(clock);
        var sessions = new Sessions(opened.jdbi(), clock);
        var webhooks = Webhooks.of(
                new WebhookConfiguration(),
                opened.jdbi(),
                clock,
                json,
                new MasterKey(Machine.MASTER_KEY),
                new MetricRegistry());
        var fulfilment = new Fulfilment(
                members,
                new History(clock, json),
                sessions,
                new Entitlements(opened.jdbi(), clock, webhooks.outbox()),
                new PurchaseMails(new Mails(jobs, clock), members, clock));
        return new Purchases(
                opened.jdbi(),
                clock,
                new Catalog(opened.jdbi()),
                fulfilment,
                webhooks.outbox(),
                Optional.of(new AllPaid()));
    }
}
