/**
 * How the gate speaks to the service: addresses, one HTTP client, what is known of the service's health, and what is kept on disk for when
 * it does not answer. Knows no token, no offer and no page. Start at {@link dev.fermata.gate.service.ServiceHttp}.
 */
@NullMarked
package dev.fermata.gate.service;

import org.jspecify.annotations.NullMarked;
