package dev.fermata.demo.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.cms.CmsFiles.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCacheTest {

    private static final Artifact PLUGIN = new Artifact("dev.fermata", "fermata-sling", "1");
    private static final Artifact MAGAZINE = new Artifact("dev.fermata", "fermata-sling-magazine", "1");

    @TempDir
    Path folder;

    private BundleCache cache;

    @BeforeEach
    void startWithBoth() throws IOException {
        cache = new BundleCache(folder.resolve("framework"), folder.resolve("stamp"));
        build(PLUGIN, "plugin");
        build(MAGAZINE, "magazine");
        cache.forgetChanged(List.of(PLUGIN, MAGAZINE), repository());
        install(PLUGIN, "bundle7");
        install(MAGAZINE, "bundle8");
    }

    @Test
    void whatIsTheSameStays() throws IOException {
        cache.forgetChanged(List.of(PLUGIN, MAGAZINE), repository());

        assertThat(folder.resolve("framework/bundle7")).exists();
        assertThat(folder.resolve("framework/bundle8")).exists();
    }

    @Test
    void aBundleThatWasBuiltAnewIsForgottenAndNoOther() throws IOException {
        build(PLUGIN, "plugin, improved");

        cache.forgetChanged(List.of(PLUGIN, MAGAZINE), repository());

        assertThat(folder.resolve("framework/bundle7")).doesNotExist();
        assertThat(folder.resolve("framework/bundle8")).exists();
    }

    private Path repository() {
        return folder.resolve("repository");
    }

    private void build(Artifact bundle, String content) throws IOException {
        Path jar = bundle.in(repository());
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, content);
    }

    private void install(Artifact bundle, String name) throws IOException {
        Path info = folder.resolve("framework").resolve(name).resolve("bundle.info");
        Files.createDirectories(info.getParent());
        Files.writeString(info, "8\nreference:" + bundle.in(repository()).toUri() + "\n32\n");
    }
}
