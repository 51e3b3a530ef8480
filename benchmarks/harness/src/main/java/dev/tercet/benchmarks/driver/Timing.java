package dev.tercet.benchmarks.driver;

/**
 * How often and how long.
 *
 * @param rounds how often each contender has a turn at each row
 * @param windowMillis how long a turn is measured
 * @param leadInMillis how long it works before that
 * @param warmUpMillis how long each contender does each row before the first round
 */
record Timing(int rounds, long windowMillis, long leadInMillis, long warmUpMillis) {

    /** Windows and warm-up in seconds, the latter for a run of so many rows. */
    static Timing of(int rounds, double window, double warmUp, int rows) {
        // Rows warm each other up, having most of their code in common; a lone one needs longer.
        double warmUpEach = warmUp * Math.max(1, 3.0 / rows);
        return new Timing(
                rounds,
                Math.round(window * 1000),
                Math.round(Math.min(window / 4, 0.1) * 1000),
                Math.round(warmUpEach * 1000));
    }
}
