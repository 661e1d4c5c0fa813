package dev.fermata.sling.block;

/**
 * Something an editor should look at.
 *
 * @param code the same in every language: {@code no-teaser}
 */
public record Warning(String code, String text) {}
