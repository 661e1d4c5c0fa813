package dev.fermata.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be asked for, each as {@code -Dbench.…}.
 *
 * @param seconds how long each thing is measured in each round
 * @param rounds how often everything is measured, in turns
 * @param purchases how many purchases the database holds before
 * @param only names, or beginnings of names, of what is to be measured; empty for all
 * @param jvm what the service's virtual machine is started with
 * @param directory for data and logs
 * @param report the page that the table is written into
 */
record Options(
        Duration seconds, int rounds, int purchases, List<String> only, List<String> jvm, Path directory, Path report) {

    static Options fromProperties() {
        return new Options(
                Duration.ofSeconds(Integer.getInteger("bench.seconds", 5)),
                Integer.getInteger("bench.rounds", 3),
                Integer.getInteger("bench.purchases", 0),
                words(System.getProperty("bench.only", ""), ","),
                words(System.getProperty("bench.jvm", "-Xmx152m -XX:+UseSerialGC"), " "),
                Path.of(System.getProperty("bench.directory", "target/bench")).toAbsolutePath(),
                Path.of(System.getProperty("bench.report", "target/benchmarks.md"))
                        .toAbsolutePath());
    }

    boolean asksFor(String name) {
        return only.isEmpty() || only.stream().anyMatch(name::startsWith);
    }

    private static List<String> words(String text, String separator) {
        return Stream.of(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
