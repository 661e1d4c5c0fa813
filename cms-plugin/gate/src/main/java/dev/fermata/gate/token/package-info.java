/**
 * Member tokens: which are genuine, and what they say. Decided here with the service's published keys, without asking it. Start at
 * {@link dev.fermata.gate.token.MemberTokens}.
 */
@NullMarked
package dev.fermata.gate.token;

import org.jspecify.annotations.NullMarked;
