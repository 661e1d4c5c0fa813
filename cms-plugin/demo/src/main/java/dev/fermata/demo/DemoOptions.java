package dev.fermata.demo;

import dev.fermata.demo.cms.CmsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * How a demo is to be started.
 *
 * @param directory where its state lives
 * @param fresh forget that state first
 * @param files the CMS as Maven has brought it; not looked at without one
 * @param detour where the CMS finds the service, if not directly
 */
public record DemoOptions(
        DemoPorts ports, Path directory, boolean fresh, DemoCms cms, CmsFiles files, Optional<URI> detour) {

    /** From {@code fermata.demo.*} properties. */
    public static DemoOptions from(Properties properties) {
        return new DemoOptions(
                DemoPorts.from(properties),
                Path.of(properties.getProperty("fermata.demo.directory", "target/demo")),
                isOn(properties.getProperty("fermata.demo.fresh", "")),
                DemoCms.from(properties),
                new CmsFiles(Path.of(properties.getProperty("fermata.demo.files", "target/sling"))),
                Optional.empty());
    }

    /** A demo for tests: on free ports, with nothing remembered. */
    public static DemoOptions forTests(DemoCms cms, Path directory) {
        return new DemoOptions(
                DemoPorts.free(), directory, true, cms, new CmsFiles(Path.of("target", "sling")), Optional.empty());
    }

    /** The same, but the CMS looks for the service here, where a test may get in between. */
    public DemoOptions withDetour(URI address) {
        return new DemoOptions(ports, directory, fresh, cms, files, Optional.of(address));
    }

    /** The same, with what is remembered in the directory. */
    public DemoOptions remembering() {
        return new DemoOptions(ports, directory, false, cms, files, detour);
    }

    /** {@code -Dname} alone arrives as {@code true} or as nothing, depending on who passes it on. */
    private static boolean isOn(String value) {
        return Boolean.parseBoolean(value.strip());
    }
}
