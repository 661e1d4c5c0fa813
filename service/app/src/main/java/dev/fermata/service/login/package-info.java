/**
 * Signing in with a mailed link. Opening the link consumes nothing; the click on its page does.
 */
@NullMarked
package dev.fermata.service.login;

import org.jspecify.annotations.NullMarked;
