package dev.tercet.benchmarks;

import java.time.Duration;

/**
 * Reads of what nobody else has written.
 *
 * @param put what writes it, once and unmeasured
 * @param gets what is measured
 */
record AfterPut(BlockingLoad put, Load gets) implements Load {
    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        put.once(client, 0);
        return gets.run(client, leadIn, window);
    }
}
