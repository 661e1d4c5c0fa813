/**
 * The programs that the demo runs beside itself: each ends with the demo, even if the demo is killed, and keeps its own log.
 * Start at {@link dev.fermata.demo.process.Child}; inside the other program it is {@link dev.fermata.demo.process.Parent}.
 */
@NullMarked
package dev.fermata.demo.process;

import org.jspecify.annotations.NullMarked;
