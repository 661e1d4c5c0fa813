package dev.fermata.magnolia;

import dev.fermata.magnolia.harness.Definitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The module as it ships, alone or beside the site of its examples. */
final class Shipped {

    static final Path MODULES = Path.of("target/classes");
    private static final Path EXAMPLES = MODULES.resolve("fermata/docs/examples");

    private Shipped() {}

    static Definitions alone() {
        return new Definitions(List.of(MODULES));
    }

    static Definitions withSite(Path... more) {
        List<Path> roots = new ArrayList<>(List.of(MODULES, EXAMPLES));
        roots.addAll(List.of(more));
        return new Definitions(roots);
    }

    static Map<String, Object> fields(Map<String, Object> dialog) {
        return Definitions.map(Definitions.map(dialog.get("form")).get("properties"));
    }
}
