package dev.fermata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The one table, and who it was measured on. */
final class Report {

    private final Options options;
    private final Figures figures;

    Report(Options options, Figures figures) {
        this.options = options;
        this.figures = figures;
    }

    String table() {
        var text =
                new StringBuilder("| what | median | lowest – highest | of the plain servlet |\n|---|---|---|---|\n");
        for (String name : figures.names()) {
            String form = figures.median(name) < 100 ? "%.2f" : "%,.0f";
            boolean rate = name.endsWith("servlet") || name.startsWith("access") || name.startsWith("token");
            String ratio = rate && figures.has(Rounds.PLAIN)
                    ? "%.3f".formatted(figures.median(name) / figures.median(Rounds.PLAIN))
                    : "";
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(name, form.formatted(figures.median(name)), figures.spread(name, form), ratio));
        }
        return text.toString();
    }

    /** Puts it into the page, between its marks; only what was measured in full. */
    void write() {
        Path page = options.report();
        if (!Files.exists(page) || !options.only().isEmpty()) {
            return;
        }
        try {
            String text = Files.readString(page);
            String begin = "<!-- " + place() + " -->\n";
            String end = "<!-- /" + place() + " -->";
            Files.writeString(
                    page,
                    text.substring(0, text.indexOf(begin) + begin.length())
                            + machine()
                            + "\n"
                            + table()
                            + text.substring(text.indexOf(end)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database that was full before has a table of its own. */
    private String place() {
        return options.purchases() > 0 ? "bench of a full database" : "bench";
    }

    private String machine() {
        return ("Measured on %s: %d processors (%s), %s, Java %s. %,d purchases in the database, %d rounds of %d seconds each, the"
                        + " service started with `%s`.%n")
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        options.purchases(),
                        options.rounds(),
                        options.seconds().toSeconds(),
                        String.join(" ", options.jvm()));
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
