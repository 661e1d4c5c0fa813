package dev.fermata.bench;

import dev.fermata.bench.Load.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Everything that is measured over HTTP, in turns. */
final class Rounds {

    static final String PLAIN = "plain servlet";
    static final String ACCESS_HEADER = "access check, token in the header";
    static final String ACCESS_COOKIE = "access check, token in the cookie";
    static final String ACCESS_SESSION = "access check, session cookie alone";
    static final String REFRESH = "token refresh";
    static final String STARTED = "purchases started";
    static final String STORED = "Stripe events stored";
    static final String REPLAYED = "one Stripe event replayed";
    static final String SETTLED = "Stripe events settled into entitlements";
    static final String MEMORY = "memory after load, MB";

    /** Who asks for access; enough addresses that no limit is near. */
    static final int ASKING = 500;

    private static final int ADDRESSES = 5_000;
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Options options;
    private final Machine machine;
    private final Records records;
    private final StripeSide stripe;
    private Figures figures;
    private final AtomicInteger buyers = new AtomicInteger(ASKING);
    private final AtomicInteger events = new AtomicInteger();

    Rounds(Options options, Machine machine, Records records, Figures figures) {
        this.options = options;
        this.machine = machine;
        this.records = records;
        this.stripe = new StripeSide(machine.stripePort());
        this.figures = figures;
    }

    /** From now on figures go there. */
    void into(Figures other) {
        figures = other;
    }

    void round() {
        List<String> tokens = new Tokens(machine.servicePort()).of(ASKING);
        repeated(PLAIN, i -> Requests.get(BenchService.PLAIN, i, "Authorization", "Bearer " + tokens.get(i % ASKING)));
        repeated(ACCESS_HEADER, i -> access(i, "Authorization", "Bearer " + tokens.get(i % ASKING)));
        repeated(ACCESS_COOKIE, i -> access(i, "Cookie", session(i) + "; allegro_jwt=" + tokens.get(i % ASKING)));
        repeated(ACCESS_SESSION, i -> access(i, "Cookie", session(i)));
        repeated(REFRESH, i -> Requests.get("/api/session", i, "Cookie", session(i)));
        measure(STORED, 200, () -> stripe.uninteresting(nextEvent()));
        if (options.asksFor(REPLAYED)) {
            ByteBuffer one = stripe.uninteresting(nextEvent());
            measure(REPLAYED, 200, one::duplicate);
        }
        records.await("SELECT count(*) FROM stripe_event WHERE state = 'pending'", 0, LONG);
        purchases();
        figures.add(MEMORY, Memory.ofProcess(machine.service().pid()));
    }

    private void purchases() {
        if (!options.asksFor(STARTED) && !options.asksFor(SETTLED)) {
            return;
        }
        figures.add(
                STARTED,
                load(16).run(this::purchase, options.seconds()).all(201).perSecond());
        if (!options.asksFor(SETTLED)) {
            return;
        }
        List<String> open = records.texts("SELECT checkout_id FROM purchase WHERE payment = 'open'");
        new Load(machine.stripePort(), 8)
                .run(Requests.once(open.size(), i -> StripeSide.pay(open.get(i))), LONG)
                .all(200);
        List<ByteBuffer> deliveries = open.stream()
                .map(checkout -> stripe.completed(nextEvent(), checkout))
                .toList();
        long grantedBefore = records.count("SELECT count(*) FROM entitlement WHERE purchase_id IS NOT NULL");
        Processors idle = Processors.now(machine);
        long start = System.nanoTime();
        load(16).run(Requests.once(deliveries.size(), deliveries::get), LONG).all(200);
        records.await("SELECT count(*) FROM (SELECT FROM purchase WHERE payment = 'open' LIMIT 1) any_open", 0, LONG);
        double took = (System.nanoTime() - start) / 1e9;
        long granted = records.count("SELECT count(*) FROM entitlement WHERE purchase_id IS NOT NULL") - grantedBefore;
        if (granted != 2L * open.size()) {
            throw new IllegalStateException(open.size() + " purchases of two resources gave " + granted);
        }
        figures.add(SETTLED, open.size() / took);
        System.out.println("    microseconds each: " + Processors.now(machine).since(idle, open.size()));
        records.await("SELECT count(*) FROM stripe_event WHERE state = 'pending'", 0, LONG);
    }

    private ByteBuffer purchase() {
        int buyer = buyers.incrementAndGet();
        return Requests.post(
                "/api/purchases", buyer, "{\"term_id\":\"term_month\"}", "Cookie", "allegro_session=bench-" + buyer);
    }

    private void repeated(String name, IntFunction<ByteBuffer> request) {
        if (options.asksFor(name)) {
            List<ByteBuffer> all = new ArrayList<>(
                    IntStream.range(0, ADDRESSES).mapToObj(request).toList());
            measure(name, 200, Requests.inTurns(all));
        }
    }

    private void measure(String name, int status, Supplier<@Nullable ByteBuffer> requests) {
        if (options.asksFor(name)) {
            Processors before = Processors.now(machine);
            Outcome outcome = load(32).run(requests, options.seconds()).all(status);
            figures.add(name, outcome.perSecond());
            said(outcome, before);
        }
    }

    private void said(Outcome outcome, Processors before) {
        System.out.printf(
                "    median %.1f ms, 99 %% %.1f ms, microseconds each: %s%n",
                outcome.latency().percentile(0.5),
                outcome.latency().percentile(0.99),
                Processors.now(machine).since(before, outcome.count()));
    }

    private Load load(int connections) {
        return new Load(machine.servicePort(), connections);
    }

    private static ByteBuffer access(int reader, String header, String value) {
        return Requests.get("/api/access?resource=premium", reader, header, value);
    }

    private static String session(int reader) {
        return "allegro_session=bench-" + (reader % ASKING + 1);
    }

    private String nextEvent() {
        return "evt_bench_" + events.incrementAndGet();
    }
}
