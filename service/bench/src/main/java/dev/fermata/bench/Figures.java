package dev.fermata.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by name, a number for each round. */
final class Figures {

    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    void add(String name, double figure) {
        byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(figure);
        System.out.printf("  %-45s %,12.2f%n", name, figure);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    Iterable<String> names() {
        return byName.keySet();
    }

    double median(String name) {
        List<Double> sorted =
                byName.getOrDefault(name, List.of()).stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** The lowest and the highest. */
    String spread(String name, String form) {
        List<Double> sorted =
                byName.getOrDefault(name, List.of()).stream().sorted().toList();
        return sorted.size() < 2
                ? ""
                : form.formatted(sorted.get(0)) + " – " + form.formatted(sorted.get(sorted.size() - 1));
    }
}
