package dev.fermata.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much processor time each process used. Unlike a rate, it says what a thing costs even while others use the machine, too. */
record Processors(Map<String, Duration> used) {

    static Processors now(Machine machine) {
        Map<String, Duration> used = new LinkedHashMap<>();
        used.put(
                "service",
                of(Stream.of(ProcessHandle.of(machine.service().pid()).orElseThrow())));
        ProcessHandle database = ProcessHandle.of(machine.databasePid()).orElseThrow();
        used.put("database", of(Stream.concat(Stream.of(database), database.descendants())));
        used.put("Stripe", of(Stream.of(ProcessHandle.of(machine.stripe().pid()).orElseThrow())));
        used.put("load", of(Stream.of(ProcessHandle.current())));
        return new Processors(used);
    }

    /** Microseconds for each of so many, in words. */
    String since(Processors before, long count) {
        return used.entrySet().stream()
                .map(entry -> "%s %.0f"
                        .formatted(
                                entry.getKey(),
                                entry.getValue()
                                                .minus(before.used.get(entry.getKey()))
                                                .toNanos()
                                        / 1e3
                                        / count))
                .collect(Collectors.joining(", "));
    }

    private static Duration of(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
