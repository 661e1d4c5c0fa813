package dev.fermata.demo.cms;

import dev.fermata.demo.DemoDirectory;
import dev.fermata.demo.cms.CmsFiles.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What the OSGi framework keeps of the bundles that it has installed. It does not notice that a jar was built anew, and would go
 * on with what it has unpacked of the old one.
 *
 * @param framework its folder
 * @param stamp where the bundles that it was last started with are written down
 */
record BundleCache(Path framework, Path stamp) {

    /** Forgets those bundles that are not the same any more, so that they are installed anew; what editors wrote stays. */
    void forgetChanged(List<Artifact> bundles, Path repository) throws IOException {
        List<String> known = Files.exists(stamp) ? Files.readAllLines(stamp) : List.of();
        for (Artifact bundle : bundles) {
            if (!known.contains(fingerprint(bundle, repository))) {
                forget(bundle);
            }
        }
        remember(bundles, repository);
    }

    private void remember(List<Artifact> bundles, Path repository) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Artifact bundle : bundles) {
            lines.append(fingerprint(bundle, repository)).append('\n');
        }
        Files.writeString(stamp, lines);
    }

    private static String fingerprint(Artifact bundle, Path repository) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(bundle.in(repository)));
        return "%s %08x".formatted(bundle.id(), sum.getValue());
    }

    private void forget(Artifact bundle) throws IOException {
        if (!Files.isDirectory(framework)) {
            return;
        }
        try (var folders = Files.list(framework)) {
            for (Path folder : folders.toList()) {
                if (holds(folder, bundle)) {
                    DemoDirectory.delete(folder);
                }
            }
        }
    }

    /** Whatever its version: the framework writes down where it found the jar. */
    private static boolean holds(Path folder, Artifact bundle) throws IOException {
        Path info = folder.resolve("bundle.info");
        return Files.exists(info) && Files.readString(info).contains("/" + bundle.name() + "/");
    }
}
