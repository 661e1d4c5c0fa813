/**
 * What keeps the lists in the dialogs up to date. Nothing here runs inside Magnolia, and nothing knows it. Start at
 * {@link dev.fermata.magnolia.Choices}.
 */
@NullMarked
package dev.fermata.magnolia;

import org.jspecify.annotations.NullMarked;
