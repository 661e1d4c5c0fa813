/**
 * Background work on db-scheduler: any instance may run a task, and a killed instance loses none. Start at
 * {@link dev.fermata.service.jobs.Jobs}. {@link dev.fermata.service.jobs.Sweeps} knows when recurring work last got
 * through, {@link dev.fermata.service.jobs.Revival} has another instance do what a killed one had begun. Owns the
 * tables {@code scheduled_tasks} and {@code sweep_run} and no task: those are in their features.
 */
@NullMarked
package dev.fermata.service.jobs;

import org.jspecify.annotations.NullMarked;
