package dev.fermata.bench;

import com.codahale.metrics.MetricRegistry;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.DatabaseConfiguration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures single methods with JMH, each in a process of its own, on the bench's database. */
final class Micro {

    private static final String DATABASE = "bench.database";
    private static final int WARM_UPS = 3;

    private static final Map<String, String> NAMES = Map.of(
            "TokenBenchmark.verified", "JMH: member token verified, µs",
            "SettleBenchmark.grants", "JMH: settlement that grants, µs",
            "SettleBenchmark.changesNothing", "JMH: settlement that changes nothing, µs");

    private Micro() {}

    static void measure(Options options, Machine machine, Figures figures) {
        if (!options.asksFor("JMH")) {
            return;
        }
        var jmh = new OptionsBuilder()
                .include("dev.fermata.bench.*Benchmark")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds(options.seconds().toMillis()))
                .measurementIterations(options.rounds())
                .measurementTime(TimeValue.milliseconds(options.seconds().toMillis()))
                .jvmArgsAppend("-D" + DATABASE + "=" + machine.databaseUrl())
                .shouldFailOnError(true)
                .build();
        try {
            new Runner(jmh).run().forEach(result -> note(result, figures));
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void note(RunResult result, Figures figures) {
        String method = result.getParams().getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1");
        String name = Objects.requireNonNull(NAMES.get(method), method);
        for (IterationResult iteration :
                result.getBenchmarkResults().iterator().next().getIterationResults()) {
            figures.add(name, iteration.getPrimaryResult().getScore());
        }
    }

    /** In the process that JMH started. */
    static Database openDatabase() {
        var configuration = new DatabaseConfiguration();
        configuration.setUrl(databaseUrl());
        configuration.setUser("postgres");
        return Database.open(configuration, new MetricRegistry());
    }

    static String databaseUrl() {
        return System.getProperty(DATABASE);
    }
}
