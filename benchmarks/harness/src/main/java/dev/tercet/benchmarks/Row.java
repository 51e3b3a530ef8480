package dev.tercet.benchmarks;

import java.util.Optional;
import java.util.stream.Stream;

/** One kind of work that is measured: a row of the table. */
public enum Row {
    PUT_1("put-1", "put, one after another"),
    GET_1("get-1", "get, one after another"),
    PUT_64("put-64", "put, 64 in flight"),
    GET_64("get-64", "get, 64 in flight"),
    RANGE("range", "range of 10,000 keys"),
    WATCH("watch", "watch, events");

    private final String id;
    private final String title;

    Row(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** What the row is called on the command line. */
    public String id() {
        return id;
    }

    /** What the row is called in the table. */
    public String title() {
        return title;
    }

    /** The row with this name, if there is one. */
    public static Optional<Row> named(String id) {
        return Stream.of(values()).filter(row -> row.id.equals(id)).findFirst();
    }
}
