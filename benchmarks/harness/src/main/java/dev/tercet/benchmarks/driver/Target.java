package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** A server that the contenders work against. */
interface Target extends AutoCloseable {

    /** A word for it that can be part of the name of a file. */
    String id();

    /** What the heading of its table says. */
    String title();

    /** Where it listens on 127.0.0.1 for gRPC. */
    int port();

    /** Where it listens on 127.0.0.1 for JSON over HTTP/1.1. */
    default int jsonPort() {
        return port();
    }

    /** Has it hold what these rows read. */
    void prepare(List<Row> rows) throws IOException, InterruptedException;

    /** Whether it has answers for this row. */
    boolean does(Row row);

    /** Starts or stops the flow of events to watches, as this row wants it. */
    void events(Row row, boolean flowing) throws IOException, InterruptedException;

    /** The requests that it has had so far, but for renewals of leases; empty if it does not count them. */
    OptionalLong requests() throws IOException, InterruptedException;

    @Override
    void close();
}
