/**
 * What buyers and their banks do after a payment: disputes, inquiries and early fraud warnings. Owns their APIs and what
 * they do to charge and balance. Start at {@link Disputes}.
 */
@NullMarked
package dev.fermata.stripesandbox.dispute;

import org.jspecify.annotations.NullMarked;
