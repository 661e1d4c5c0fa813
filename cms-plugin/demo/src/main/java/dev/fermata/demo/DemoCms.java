package dev.fermata.demo;

import java.util.Locale;
import java.util.Properties;

/** What the demo's site is made with. */
public enum DemoCms {
    /** Apache Sling CMS with the plugin. */
    SLING,
    /** A light site without a CMS, for a quick look and for tests of what any site does. */
    STATIC;

    static DemoCms from(Properties properties) {
        String name = properties.getProperty("fermata.demo.cms", "").strip();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "sling" -> SLING;
            case "static" -> STATIC;
            default -> throw new DemoException("fermata.demo.cms=%s is neither sling nor static.".formatted(name));
        };
    }
}
