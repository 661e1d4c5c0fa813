/** A service, a clock and tokens for tests. Start at {@link dev.fermata.gate.fake.GateExtension}. */
package dev.fermata.gate.fake;
