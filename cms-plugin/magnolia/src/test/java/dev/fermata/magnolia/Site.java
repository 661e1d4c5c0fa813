package dev.fermata.magnolia;

import dev.fermata.gate.block.SharedBlocks;
import dev.fermata.magnolia.harness.Content;
import dev.fermata.magnolia.harness.Definitions;
import dev.fermata.magnolia.harness.Harness;
import dev.fermata.magnolia.harness.Rendering;
import freemarker.template.Configuration;
import freemarker.template.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The site of the examples with the pages of the fixtures, rendered by the harness as for everybody. */
record Site(Map<String, Object> attributes, String language, boolean editMode, Version version) {

    static final URI ORIGIN = URI.create("https://www.example.com");

    /** With the filter in front of it. */
    static Site filtered() {
        return new Site(
                Map.of(
                        "dev.fermata.gate",
                        true,
                        "dev.fermata.gate.catalogue",
                        new SharedBlocks(new DemoCatalogue(), ORIGIN)),
                "en",
                false,
                Configuration.VERSION_2_3_34);
    }

    /** Without it. */
    static Site unfiltered() {
        return new Site(Map.of(), "en", false, Configuration.VERSION_2_3_34);
    }

    Site in(String anotherLanguage) {
        return new Site(attributes, anotherLanguage, editMode, version);
    }

    Site edited() {
        return new Site(attributes, language, true, version);
    }

    Site with(Version another) {
        return new Site(attributes, language, editMode, another);
    }

    Site withCatalogue(DemoCatalogue catalogue) {
        Map<String, Object> changed = new HashMap<>(attributes);
        changed.put("dev.fermata.gate.catalogue", new SharedBlocks(catalogue, ORIGIN));
        return new Site(changed, language, editMode, version);
    }

    /** In a request that says this. */
    Site withAttributes(Map<String, Object> others) {
        return new Site(others, language, editMode, version);
    }

    /** What the page cache keeps. */
    String render(Content content) {
        List<Content> pages = List.of(page("purchases"));
        return new Harness(Shipped.withSite(), version)
                .render(content, new Rendering(pages, language, editMode, attributes));
    }

    static Content page(String name) {
        try {
            String fixture = Files.readString(Path.of("src/test/resources/content", name + ".yaml"));
            return Content.from(name, null, Definitions.map(new Yaml().load(fixture)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
