package dev.fermata.bench;

import java.time.Duration;

/** Starts everything on this machine, measures it in rounds, and writes one table. */
public final class Bench {

    static final String READY = "ready on an existing database, s";
    static final String READY_EMBEDDED = "ready on an existing embedded database, s";

    private static final int WARM_UPS = Integer.getInteger("bench.warmups", 6);

    private Bench() {}

    public static void main(String[] args) {
        Options options = Options.fromProperties();
        var figures = new Figures();
        try (var machine = new Machine(options)) {
            var records = new Records(machine.databaseUrl());
            records.addReaders(Rounds.ASKING);
            if (options.purchases() > 0) {
                say("Filling the database with " + options.purchases() + " purchases");
                records.addPurchases(options.purchases());
            }
            records.analyze();
            ready(options, machine, figures);
            var rounds = new Rounds(options, machine, records, new Figures());
            say("Warming up");
            for (int i = 0; i < WARM_UPS; i++) {
                rounds.round();
            }
            records.forgetCosts();
            rounds.into(figures);
            for (int i = 1; i <= options.rounds(); i++) {
                say("Round " + i + " of " + options.rounds());
                rounds.round();
            }
            records.costliest().forEach(System.out::println);
            say("Micro-benchmarks");
            Micro.measure(options, machine, figures);
        }
        var report = new Report(options, figures);
        System.out.println(report.table());
        report.write();
        System.exit(0);
    }

    private static void ready(Options options, Machine machine, Figures figures) {
        if (!options.asksFor("ready")) {
            return;
        }
        machine.readyWithEmbeddedDatabase();
        for (int i = 0; i < options.rounds(); i++) {
            figures.add(READY, seconds(machine.restartService()));
            figures.add(READY_EMBEDDED, seconds(machine.readyWithEmbeddedDatabase()));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
