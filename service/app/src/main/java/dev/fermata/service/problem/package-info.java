/**
 * What the service answers when it will not do what was asked: RFC 9457 problem documents. Start at
 * {@link dev.fermata.service.problem.ProblemType}: every way to fail is listed there and has a page in {@code docs/problems}.
 */
@NullMarked
package dev.fermata.service.problem;

import org.jspecify.annotations.NullMarked;
