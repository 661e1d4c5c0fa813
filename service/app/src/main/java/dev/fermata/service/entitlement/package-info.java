/**
 * Who may read what, from when until when: grant, revoke, expire. Start at
 * {@link dev.fermata.service.entitlement.Entitlements}. Does not know money.
 */
@NullMarked
package dev.fermata.service.entitlement;

import org.jspecify.annotations.NullMarked;
