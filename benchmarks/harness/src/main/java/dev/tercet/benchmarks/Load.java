package dev.tercet.benchmarks;

import java.time.Duration;

/** Keeps a client busy, and measures it for a while. */
interface Load {

    /**
     * Does the work for {@code leadIn}, unmeasured, then for {@code window}.
     *
     * @throws Exception if any call failed or answered something else than expected: then there is no figure
     */
    Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception;
}
