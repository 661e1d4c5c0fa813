package dev.fermata.service.jobs;

import com.codahale.metrics.health.HealthCheck;
import dev.fermata.service.jobs.Sweeps.Overdue;
import java.util.List;
import java.util.stream.Collectors;

/** Red while a sweep has not got through for three turns: what nobody told of is not found then. */
public final class SweepHealthCheck extends HealthCheck {

    private final Sweeps sweeps;

    public SweepHealthCheck(Sweeps sweeps) {
        this.sweeps = sweeps;
    }

    @Override
    protected Result check() {
        List<Overdue> overdue = sweeps.overdue();
        return overdue.isEmpty()
                ? Result.healthy()
                : Result.unhealthy(
                        "%s", overdue.stream().map(SweepHealthCheck::describe).collect(Collectors.joining("; ")));
    }

    private static String describe(Overdue sweep) {
        return "The " + sweep.name() + " has not got through for "
                + sweep.since().toMinutes() + " minutes" + (sweep.lastError() == null ? "" : ": " + sweep.lastError());
    }
}
