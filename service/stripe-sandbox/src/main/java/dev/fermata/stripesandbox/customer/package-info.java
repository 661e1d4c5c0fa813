/** Customers: who a merchant remembers. Guests of a checkout are not among them. */
@NullMarked
package dev.fermata.stripesandbox.customer;

import org.jspecify.annotations.NullMarked;
