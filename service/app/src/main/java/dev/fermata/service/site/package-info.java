/**
 * The sites this service works for and their origins: where a reader may be sent, and who may call from a browser.
 */
@NullMarked
package dev.fermata.service.site;

import org.jspecify.annotations.NullMarked;
