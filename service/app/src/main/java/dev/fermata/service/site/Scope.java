package dev.fermata.service.site;

import java.util.Locale;

/** What an API token allows. */
public enum Scope {
    /** Reading through {@code /api/v1}. */
    READ,
    /** Changing through {@code /api/v1}. */
    WRITE,
    /** Speaking for a site: forwarded headers are believed. */
    FORWARD;

    /** As it is written in the table and on the command line. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
