/**
 * The Fermata service. {@link dev.fermata.service.FermataApplication} is the table of contents: every endpoint, worker and
 * health check is registered there, by hand. Each package beside it is one part of the product.
 */
@NullMarked
package dev.fermata.service;

import org.jspecify.annotations.NullMarked;
