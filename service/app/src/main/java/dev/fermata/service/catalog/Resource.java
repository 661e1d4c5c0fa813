package dev.fermata.service.catalog;

/** What access is sold to: a section of a site, an archive, a film. */
public record Resource(ResourceId id, String slug, String name) {}
