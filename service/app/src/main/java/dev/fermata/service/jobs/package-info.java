/**
 * Background work on db-scheduler: any instance may run a task, and a killed instance loses none.
 */
@NullMarked
package dev.fermata.service.jobs;

import org.jspecify.annotations.NullMarked;
