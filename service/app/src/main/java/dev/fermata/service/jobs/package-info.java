/**
 * Background work on db-scheduler: any instance may run a task, and a killed instance loses none. Start at
 * {@link dev.fermata.service.jobs.Jobs}. Owns the table {@code scheduled_tasks} and no task: those are in their features.
 */
@NullMarked
package dev.fermata.service.jobs;

import org.jspecify.annotations.NullMarked;
