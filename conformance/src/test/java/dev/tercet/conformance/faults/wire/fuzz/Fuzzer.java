package dev.tercet.conformance.faults.wire.fuzz;

import java.io.IOException;

/** Plays cases, each with a number from which all about it follows; its clients and servers live as long as it does. */
interface Fuzzer extends AutoCloseable {
    /** How many it plays side by side; a batch begins with a multiple of it. */
    int batch();

    /** How many batches it plays at least, however busy the machine is. */
    default int leastBatches() {
        return 1;
    }

    /** Plays these, which are of one batch. */
    void play(long first, long end) throws Exception;

    /** Ends what it has, and sees whether something is left. */
    @Override
    void close() throws IOException;
}
