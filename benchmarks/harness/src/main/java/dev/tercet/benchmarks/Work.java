package dev.tercet.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A kind of work that is measured. What can be done in several sizes has a {@code #} in its name and its title, for the size. */
public enum Work {
    PUT("put", "put, one after another"),
    GET("get", "get, one after another"),
    PUT_ASYNC("put-#", "put, # in flight", 1, 16, 64, 256, 1024),
    GET_ASYNC("get-#", "get, # in flight", 1, 16, 64, 256, 1024),
    PUT_THREADS("put-#-threads", "put, # threads", 16, 64, 256, 1024),
    GET_THREADS("get-#-threads", "get, # threads", 16, 64, 256, 1024),
    PUT_VIRTUAL("put-#-virtual", "put, # virtual threads", 16, 64, 256, 1024),
    GET_VIRTUAL("get-#-virtual", "get, # virtual threads", 16, 64, 256, 1024),
    PUT_SIZED("put-#-bytes", "put of # bytes", 10_000),
    GET_SIZED("get-#-bytes", "get of # bytes", 10_000),
    RANGE("range-#", "range of # keys", 10_000, 100_000),
    KEPT("kept-#", "# keys kept", 10_000, 100_000),
    SCAN("scan-#", "scan of # keys", 1_000_000),
    BATCHED("batched-#", "to disk, # in flight", 64, 256, 1024),
    WATCH("watch", "watch, events"),
    WATCH_MANY("watch-#", "watch, # side by side", 100),
    WATCH_BESIDE_SLOW("watch-beside-slow", "watch beside a slow one"),
    WATCH_LATENCY("watch-latency", "watch, 1,000 puts a second"),
    WATCHES("watches-#", "opening # watches", 10_000),
    LEASES("leases-#", "# leases, renewals", 25_000),

    LOCK("lock", "lock and unlock"),
    LOCK_LEASE("lock-lease", "lock with its own lease"),
    LOCK_RPC("lock-rpc", "by the server's Lock RPC"),
    LOCK_HANDED_OVER("lock-#", "lock handed over, of #", 2, 8),
    LOCK_HANDOVER("lock-handover-#", "hand-over after # ms", 10, 150),
    QUEUE("queue", "queue: put and take"),
    CACHE("cache", "read of what is cached"),

    PARKED("parked", "put, 1 of 100 watches told");

    private final String pattern;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // A list of List.of is.
    private final List<Integer> sizes;

    Work(String pattern, String title, Integer... sizes) {
        this.pattern = pattern;
        this.title = title;
        this.sizes = List.of(sizes);
    }

    /** The rows of this work that are usual: one for each of its sizes, or the one row that there is. */
    List<Row> rows() {
        return sizes.isEmpty()
                ? List.of(new Row(this, 1))
                : sizes.stream().map(size -> new Row(this, size)).toList();
    }

    /** The row that has this name, or null if it is none of this work. */
    @Nullable
    Row named(String id) {
        Matcher name = Pattern.compile(pattern.replace("#", "(\\d{1,9})")).matcher(id);
        if (!name.matches()) {
            return null;
        }
        return new Row(this, name.groupCount() == 0 ? 1 : Integer.parseInt(name.group(1)));
    }

    /** What it is called on the command line, in this size. */
    String id(int size) {
        return pattern.replace("#", String.valueOf(size));
    }

    /** What it is called in the table, in this size. */
    String title(int size) {
        return title.replace("#", String.format(Locale.ROOT, "%,d", size));
    }
}
