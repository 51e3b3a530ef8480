package dev.tercet.benchmarks;

import java.io.IOException;

/** What the server knows of a client's work, for rows in which the client is not to be asked. */
interface ServerCounts {
    /** The messages that clients have sent for renewals of leases. */
    long renewals() throws IOException;

    /** The streams that are open for watches. */
    long watchStreams() throws IOException;
}
