package dev.tercet.benchmarks;

import java.util.Optional;
import java.util.stream.Stream;

/** One kind of work that is measured: a row of the table. */
public enum Row {
    PUT_1("put-1", "put, one after another", BlockingLoad.put()),
    GET_1("get-1", "get, one after another", BlockingLoad.get()),
    PUT_64("put-64", "put, 64 in flight", ClosedLoop.put(64)),
    GET_64("get-64", "get, 64 in flight", ClosedLoop.get(64)),
    RANGE("range", "range of 10,000 keys", BlockingLoad.range()),
    WATCH("watch", "watch, events", new WatchLoad());

    private final String id;
    private final String title;
    private final Load load;

    Row(String id, String title, Load load) {
        this.id = id;
        this.title = title;
        this.load = load;
    }

    /** What the row is called on the command line. */
    public String id() {
        return id;
    }

    /** What the row is called in the table. */
    public String title() {
        return title;
    }

    /** How the work is done. */
    Load load() {
        return load;
    }

    /** The row with this name, if there is one. */
    public static Optional<Row> named(String id) {
        return Stream.of(values()).filter(row -> row.id.equals(id)).findFirst();
    }
}
