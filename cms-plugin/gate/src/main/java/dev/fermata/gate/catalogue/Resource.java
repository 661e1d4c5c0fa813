package dev.fermata.gate.catalogue;

/** What access is sold to. */
public record Resource(String id, String slug, String name) {}
