package dev.tercet.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One kind of work that is measured: a row of the table. */
public enum Row {
    PUT_1("put-1", "put, one after another"),
    GET_1("get-1", "get, one after another"),
    PUT_64("put-64", "put, 64 in flight"),
    GET_64("get-64", "get, 64 in flight"),
    RANGE("range", "range of 10,000 keys"),
    WATCH("watch", "watch, events"),

    LOCK("lock", "lock and unlock"),
    LOCK_LEASE("lock-lease", "lock with its own lease"),
    LOCK_RPC("lock-rpc", "by the server's Lock RPC"),
    LOCK_2("lock-2", "lock handed over, of 2", 2),
    LOCK_8("lock-8", "lock handed over, of 8", 8),
    QUEUE("queue", "queue: put and take"),
    CACHE("cache", "read of what is cached"),

    PARKED("parked", "put, 1 of 100 watches told");

    private static final List<Row> RECIPES = List.of(LOCK, LOCK_LEASE, LOCK_RPC, LOCK_2, LOCK_8, QUEUE, CACHE);
    private static final int PARKED_WATCHES = 100;

    private final String id;
    private final String title;
    private final int threads;

    Row(String id, String title) {
        this(id, title, 1);
    }

    Row(String id, String title, int threads) {
        this.id = id;
        this.title = title;
        this.threads = threads;
    }

    /** The rows that are single calls. */
    public static List<Row> calls() {
        return Stream.of(values()).filter(row -> !row.isRecipe()).toList();
    }

    /** The rows that are recipes. */
    public static List<Row> recipes() {
        return RECIPES;
    }

    /** The rows of the v2 API. */
    public static List<Row> v2() {
        return List.of(PUT_1, GET_1, PUT_64, GET_64, PARKED);
    }

    /** Whether it is a recipe, which not every client has, and a stub server has no answers for. */
    public boolean isRecipe() {
        return RECIPES.contains(this) || this == PARKED;
    }

    /** How many watches stand while one of them is told of something, in the row that is about that. */
    public static int parkedWatches() {
        return PARKED_WATCHES;
    }

    /** How many threads do it at once, if it is a recipe. */
    public int threads() {
        return threads;
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
