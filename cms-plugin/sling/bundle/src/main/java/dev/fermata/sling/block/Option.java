package dev.fermata.sling.block;

/** One choice in a dialog. */
public record Option(String value, String label, boolean selected) {}
