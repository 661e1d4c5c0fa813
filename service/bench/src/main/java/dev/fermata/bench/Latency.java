package dev.fermata.bench;

/** How long answers took, to a tenth of a millisecond. */
final class Latency {

    private static final int STEP_MICROS = 100;

    private final long[] steps = new long[100_000];
    private long count;

    void add(long nanos) {
        steps[(int) Math.min(steps.length - 1, nanos / 1000 / STEP_MICROS)]++;
        count++;
    }

    /** The time, in milliseconds, within which this part of the answers came. */
    double percentile(double part) {
        long below = 0;
        for (int i = 0; i < steps.length; i++) {
            below += steps[i];
            if (below >= part * count) {
                return (i + 1) * STEP_MICROS / 1000.0;
            }
        }
        return 0;
    }
}
