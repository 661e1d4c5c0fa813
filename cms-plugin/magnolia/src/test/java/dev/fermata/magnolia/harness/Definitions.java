package dev.fermata.magnolia.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The definitions in some directories of light modules, each by its id ({@code module:components/name}), with the decorations of all
 * modules applied.
 */
public final class Definitions {

    private final List<Path> roots;

    public Definitions(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    public Map<String, Object> template(String id) {
        return definition("templates", id);
    }

    public Map<String, Object> dialog(String id) {
        return definition("dialogs", id);
    }

    public boolean has(String kind, String id) {
        return resource(path(kind, id)).isPresent();
    }

    /** The ids of all definitions of a kind in a module. */
    public List<String> ids(String kind, String module) {
        return roots.stream()
                .map(root -> root.resolve(module).resolve(kind))
                .filter(Files::isDirectory)
                .flatMap(directory -> yamlFiles(directory)
                        .map(file -> module + ":"
                                + directory.relativize(file).toString().replaceAll("\\.yaml$", "")))
                .toList();
    }

    /** The text of a resource, by its path: {@code /module/directory/file}. */
    public String text(String path) {
        Path file = resource(path).orElseThrow(() -> new IllegalArgumentException("no resource " + path));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A definition file, includes resolved. */
    public Object yaml(String path) {
        return new DefinitionYaml(this::yaml).load(text(path));
    }

    Optional<Path> resource(String path) {
        return roots.stream()
                .map(root -> root.resolve(path.substring(1)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Map<String, Object> definition(String kind, String id) {
        Map<String, Object> definition = map(yaml(path(kind, id)));
        for (String decorator : decorators(kind, id)) {
            definition = merged(definition, map(yaml(decorator)));
        }
        return definition;
    }

    private List<String> decorators(String kind, String id) {
        Map<String, String> found = new TreeMap<>();
        for (Path root : roots) {
            for (Path module : modules(root)) {
                String path = "/%s/decorations%s".formatted(module.getFileName(), path(kind, id));
                resource(path).ifPresent(file -> found.put(path, path));
            }
        }
        return List.copyOf(found.values());
    }

    private static String path(String kind, String id) {
        String[] parts = id.split(":", 2);
        return "/%s/%s/%s.yaml".formatted(parts[0], kind, parts[1]);
    }

    private static List<Path> modules(Path root) {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> yamlFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> merged = new LinkedHashMap<>(below);
        above.forEach((key, value) -> merged.merge(
                key,
                value,
                (old, added) -> old instanceof Map && added instanceof Map ? merged(map(old), map(added)) : added));
        return merged;
    }

    /** What a definition has under a name; nothing if it has nothing there. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
