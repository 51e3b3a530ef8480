package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.util.OptionalLong;

/** A server that the contenders work against. */
interface Target extends AutoCloseable {

    /** What the heading of its table says. */
    String title();

    /** Where it listens on 127.0.0.1 for gRPC. */
    int port();

    /** Where it listens on 127.0.0.1 for JSON over HTTP/1.1. */
    default int jsonPort() {
        return port();
    }

    /** Prepares it for the first contender to work. */
    void prepare(Worker contender) throws IOException, InterruptedException;

    /** Starts or stops the flow of events to watches. */
    void events(boolean flowing) throws IOException, InterruptedException;

    /** The requests that it has had so far, but for renewals of leases; empty if it does not count them. */
    OptionalLong requests() throws IOException, InterruptedException;

    @Override
    void close();
}
