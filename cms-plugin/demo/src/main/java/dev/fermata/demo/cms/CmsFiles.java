package dev.fermata.demo.cms;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.demo.DemoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The CMS on disk: the jar that Maven has put there, what is unpacked from it, and a repository with what is added to it.
 *
 * @param root of all of that; built by Maven, so nobody's state
 */
public record CmsFiles(Path root) {

    private static final String JAR = "org.apache.sling.cms.feature-1.1.8.jar";
    private static final String SHA256 = "d9028797785165c1153d62adfcb574c12fc050a486e2a5275a8e3abf7ffdfc6d";
    private static final String ARCHIVE = "lib/slingcms.far";
    private static final String FEATURE =
            "org/apache/sling/org.apache.sling.cms.feature/1.1.8/org.apache.sling.cms.feature-1.1.8-slingcms-standalone.slingosgifeature";

    /** Maven coordinates of a bundle. */
    record Artifact(String group, String name, String version) {

        static Artifact of(String id) {
            String[] parts = id.split(":");
            return new Artifact(parts[0], parts[1], parts[parts.length - 1]);
        }

        String id() {
            return group + ":" + name + ":" + version;
        }

        Path in(Path repository) {
            return repository
                    .resolve(group.replace('.', '/'))
                    .resolve(name)
                    .resolve(version)
                    .resolve(name + "-" + version + ".jar");
        }
    }

    public CmsFiles {
        root = root.toAbsolutePath().normalize();
    }

    Path jar() {
        return root.resolve(JAR);
    }

    /** What came with the CMS. */
    Path unpacked() {
        return root.resolve("cms");
    }

    /** What Maven has put beside it: the plugin, the magazine, the OSGi framework. */
    Path added() {
        return root.resolve("repository");
    }

    Path feature() {
        return unpacked().resolve(FEATURE);
    }

    boolean areUnpacked() throws IOException {
        return Files.exists(feature()) && bundles().stream().allMatch(bundle -> Files.exists(bundle.in(unpacked())));
    }

    /** The bundles of the CMS itself. */
    List<Artifact> bundles() throws IOException {
        return StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(feature().toFile())
                                .path("bundles")
                                .spliterator(),
                        false)
                .map(bundle -> Artifact.of(bundle.path("id").asText()))
                .toList();
    }

    /** The one version of this artifact of ours that there is. */
    Artifact own(String name) throws IOException {
        Path versions = added().resolve("dev/fermata").resolve(name);
        if (Files.isDirectory(versions)) {
            try (var found = Files.list(versions)) {
                List<Path> all = found.toList();
                if (all.size() == 1) {
                    return new Artifact(
                            "dev.fermata", name, all.get(0).getFileName().toString());
                }
            }
        }
        throw missing(name);
    }

    /** Unpacks the CMS if that was not done before; the feature comes last, and so tells that all is there. */
    void unpack() throws IOException {
        try (ZipFile jar = new ZipFile(checked().toFile());
                ZipInputStream archive = new ZipInputStream(jar.getInputStream(jar.getEntry(ARCHIVE)))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/")) {
                    unpack(entry.getName(), archive);
                }
            }
        }
        if (!areUnpacked()) {
            throw new DemoException(jar() + " does not hold all that the CMS needs.");
        }
    }

    private void unpack(String name, InputStream content) throws IOException {
        Path target = unpacked().resolve(name).normalize();
        if (!target.startsWith(unpacked())) {
            throw new DemoException(jar() + " wants to write elsewhere: " + name);
        }
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path checked() throws IOException {
        if (!Files.exists(jar())) {
            throw missing("The CMS, " + JAR + ",");
        }
        try (InputStream in = Files.newInputStream(jar());
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            String sum = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (!sum.equals(SHA256)) {
                throw new DemoException(
                        "%s is not the CMS that is known here: its SHA-256 is %s.".formatted(jar(), sum));
            }
            return jar();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private DemoException missing(String what) {
        return new DemoException(
                "%s is missing in %s: Maven puts it there, mvn -Pdemo or mvn verify.".formatted(what, root));
    }
}
