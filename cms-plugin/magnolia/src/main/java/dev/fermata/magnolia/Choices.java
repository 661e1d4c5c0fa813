package dev.fermata.magnolia;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command that fetches offers and resources from the service and writes them into the lists of Magnolia's dialogs. Repeated, it changes
 * only what is different; if the service does not answer, the lists stay as they are.
 */
public final class Choices {

    private static final String USAGE =
            """
            Usage: java -cp 'WEB-INF/lib/*' dev.fermata.magnolia.Choices SERVICE LIGHT_MODULES [PAGE_DIALOG...]

              SERVICE        the service's address, https://fermata.example.com
              LIGHT_MODULES  the directory that magnolia.resources.dir names
              PAGE_DIALOG    a dialog of yours with the fields of page access, my-site:pages/article

            With an API token (scope read) in FERMATA_SERVER_TOKEN, resources that nothing sells are listed, too.
            """;

    private Choices() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            fail(USAGE);
        }
        try {
            System.out.println(run(List.of(arguments), System.getenv()));
        } catch (IOException | IllegalArgumentException e) {
            fail("The lists stay as they are: " + e.getMessage());
        }
    }

    /** Returns what was done, in a sentence. */
    static String run(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path lightModules = Path.of(arguments.get(1));
        if (!Files.isDirectory(lightModules)) {
            throw new IOException("there is no directory " + lightModules);
        }
        Optional<String> token = Optional.ofNullable(environment.get("FERMATA_SERVER_TOKEN"));
        ServiceCatalogue catalogue = new ServiceCatalogue(URI.create(arguments.get(0)), token);
        ChoicesModule module =
                new ChoicesModule(catalogue.offers(), catalogue.resources(), arguments.subList(2, arguments.size()));
        return "%d offers, %d resources; %d files changed"
                .formatted(module.offers().size(), module.resources().size(), module.write(lightModules));
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
