package dev.fermata.demo;

import java.nio.file.Path;
import java.util.Properties;

/**
 * How a demo is to be started.
 *
 * @param directory where its state lives
 * @param fresh forget that state first
 */
public record DemoOptions(DemoPorts ports, Path directory, boolean fresh) {

    /** From {@code fermata.demo.*} properties. */
    public static DemoOptions from(Properties properties) {
        return new DemoOptions(
                DemoPorts.from(properties),
                Path.of(properties.getProperty("fermata.demo.directory", "target/demo")),
                isOn(properties.getProperty("fermata.demo.fresh", "")));
    }

    /** {@code -Dname} alone arrives as {@code true} or as nothing, depending on who passes it on. */
    private static boolean isOn(String value) {
        return Boolean.parseBoolean(value.strip());
    }
}
