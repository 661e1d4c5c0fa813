package dev.fermata.demo.cms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.demo.cms.CmsFiles.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the demo adds to the CMS: the plugin and its settings, the magazine, short addresses, an editor. */
record CmsFeature(CmsSettings settings) {

    /** The magazine first: what it brings is to be there, and closed, when the plugin looks at all that there is. */
    private static final List<String> BUNDLES = List.of("fermata-sling-magazine", "fermata-sling");
    /** The one configuration that the CMS has, too. */
    static final String OVERRIDDEN = "org.apache.sling.jcr.resource.internal.JcrResourceResolverFactoryImpl";

    private static final String PLUGIN = "dev.fermata.sling.FermataConfiguration";
    private static final int FIRST_START = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes the feature for the launcher. */
    Path write() throws IOException {
        Files.createDirectories(settings.home());
        Path file = settings.directory().resolve("cms-feature.json");
        try (InputStream template = CmsFeature.class.getResourceAsStream("feature.json")) {
            ObjectNode feature = (ObjectNode) JSON.readTree(Objects.requireNonNull(template));
            ArrayNode bundles = feature.putArray("bundles");
            int start = FIRST_START;
            for (Artifact bundle : bundles()) {
                bundles.addObject().put("id", bundle.id()).put("start-order", Integer.toString(start++));
            }
            feature.withObject("/configurations").set(PLUGIN, pluginSettings());
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), feature);
        }
        return file;
    }

    List<Artifact> bundles() throws IOException {
        List<Artifact> bundles = new ArrayList<>();
        for (String name : BUNDLES) {
            bundles.add(settings.files().own(name));
        }
        return bundles;
    }

    private ObjectNode pluginSettings() {
        ObjectNode plugin = JSON.createObjectNode()
                .put("service", settings.service().toString())
                .put("server.token", settings.serverToken())
                .put("directory", settings.directory().resolve("cms-plugin").toString());
        settings.origins().forEach(plugin.putArray("origins")::add);
        return plugin;
    }
}
