/**
 * The gate in front of any Java web application: {@link dev.fermata.gate.servlet.FermataFilter} cuts what this visitor may not read
 * out of the application's pages and JSON, and serves the site's path {@code /_fermata/}.
 *
 * <p>Owns what servlets make of it: holding an answer back until it is cut, headers, forwards, errors, asynchronous answers, and who
 * is believed about the visitor's address. What is cut, and who may read it, the gate decides. Start at
 * {@link dev.fermata.gate.servlet.FermataFilter}.
 */
@NullMarked
package dev.fermata.gate.servlet;

import org.jspecify.annotations.NullMarked;
