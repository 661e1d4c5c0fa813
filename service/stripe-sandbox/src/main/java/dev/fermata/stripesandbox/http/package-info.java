/** The little of HTTP that all parts of the sandbox share. */
@NullMarked
package dev.fermata.stripesandbox.http;

import org.jspecify.annotations.NullMarked;
