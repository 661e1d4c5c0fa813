package dev.fermata.gate;

/**
 * A piece of content and what it takes to read it.
 *
 * @param id the same for the same content wherever it appears; a meter counts by it
 */
public record GatedContent(String id, Requirement requirement) {}
