package dev.fermata.magnolia;

/**
 * One option of a list.
 *
 * @param slug what is stored
 * @param name what editors read
 */
record Choice(String slug, String name) {}
