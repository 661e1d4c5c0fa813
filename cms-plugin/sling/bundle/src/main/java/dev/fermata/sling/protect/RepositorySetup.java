package dev.fermata.sling.protect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import org.apache.sling.jcr.api.SlingRepository;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Has the repository prepared: the users that act for the gate, and the denial of every protected part. Both are configurations of the
 * host's own parts, so they stay when this bundle goes.
 */
@Component(immediate = true)
public final class RepositorySetup {

    private static final String NAME = "fermata";
    private static final String SCRIPT = "repository.repoinit";

    /** @param repository is there once the host has prepared it: what is denied here must come after what is allowed there */
    @Activate
    public RepositorySetup(@Reference ConfigurationAdmin configurations, @Reference SlingRepository repository)
            throws IOException {
        configure(configurations, "org.apache.sling.jcr.repoinit.RepositoryInitializer", "scripts", script());
        configure(
                configurations,
                "org.apache.sling.serviceusermapping.impl.ServiceUserMapperImpl.amended",
                "user.mapping",
                "dev.fermata.sling:gate=[fermata-gate]",
                "dev.fermata.sling:protector=[fermata-protector]");
    }

    private static void configure(ConfigurationAdmin configurations, String factory, String property, String... values)
            throws IOException {
        Configuration configuration = configurations.getFactoryConfiguration(factory, NAME, "?");
        Dictionary<String, Object> known = configuration.getProperties();
        if (known == null || !(known.get(property) instanceof String[] set) || !Arrays.equals(set, values)) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(property, values);
            configuration.update(properties);
        }
    }

    private static String script() throws IOException {
        try (InputStream script = RepositorySetup.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is not in the bundle");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
