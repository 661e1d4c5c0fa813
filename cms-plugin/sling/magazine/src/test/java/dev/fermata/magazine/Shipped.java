package dev.fermata.magazine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that the bundle puts into the repository, by the path that they get there. */
final class Shipped {

    static final String SITE = "/content/magazine/quarterly-rest";

    private static final Path ROOT = Path.of("src", "main", "resources", "jcr_root");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Shipped() {}

    static boolean has(String path) {
        return Files.exists(file(path)) || Files.exists(file(path + ".json"));
    }

    static JsonNode read(String path) {
        try {
            return JSON.readTree(file(path + ".json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** The paths of all pages. */
    static List<String> pages() {
        try (Stream<Path> files = Files.walk(file(SITE))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> "/" + ROOT.relativize(file).toString().replace('\\', '/'))
                    .map(path -> path.substring(0, path.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(String path) {
        return ROOT.resolve(path.substring(1));
    }
}
