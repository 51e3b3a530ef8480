package dev.tercet.benchmarks.driver;

import java.io.IOException;

/**
 * What a contender's process takes up when it has done its rows.
 *
 * @param kept megabytes of heap, all garbage gone
 * @param threads Java threads
 */
record Footprint(double kept, int threads) {

    /** Asks the process. */
    static Footprint of(Worker worker) throws IOException, InterruptedException {
        String[] words = worker.ask("footprint").split(" ", -1);
        return new Footprint(Long.parseLong(words[0]) / 1e6, Integer.parseInt(words[1]));
    }
}
