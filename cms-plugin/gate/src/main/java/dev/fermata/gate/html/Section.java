package dev.fermata.gate.html;

import dev.fermata.gate.Requirement;

/**
 * A protected section of a page.
 *
 * @param id the block's
 * @param hydrate delivered locked to everybody, for the browser to fetch
 */
public record Section(String id, Requirement requirement, boolean hydrate) {}
