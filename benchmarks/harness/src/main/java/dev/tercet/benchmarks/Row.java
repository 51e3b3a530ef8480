package dev.tercet.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of the table: some work, in some size.
 *
 * @param size how many at once, or of how many, whichever the work is about; 1 for work that has no sizes
 */
public record Row(Work work, int size) {
    private static final List<Row> USUAL = rows("put", "get", "put-64", "get-64", "range-10000", "watch");
    private static final List<Row> RECIPES = Stream.of(
                    Work.LOCK,
                    Work.LOCK_LEASE,
                    Work.LOCK_RPC,
                    Work.LOCK_HANDED_OVER,
                    Work.LOCK_HANDOVER,
                    Work.QUEUE,
                    Work.CACHE)
            .flatMap(work -> work.rows().stream())
            .toList();
    private static final List<Row> GROWTH = Stream.of(
                    tenfold(Work.PUT_ASYNC, 10),
                    tenfold(Work.GET_ASYNC, 10),
                    tenfold(Work.PUT_THREADS, 10),
                    tenfold(Work.GET_THREADS, 10),
                    tenfold(Work.PUT_VIRTUAL, 10),
                    tenfold(Work.GET_VIRTUAL, 10),
                    tenfold(Work.PUT_SIZED, 100),
                    tenfold(Work.GET_SIZED, 100),
                    tenfold(Work.RANGE, 1_000),
                    tenfold(Work.KEPT, 1_000),
                    tenfold(Work.SCAN, 10_000),
                    tenfold(Work.BATCHED, 10),
                    tenfold(Work.WATCH_MANY, 1),
                    tenfold(Work.WATCHES, 100),
                    tenfold(Work.LEASES, 250),
                    tenfold(Work.LOCK_HANDED_OVER, 2))
            .flatMap(List::stream)
            .toList();
    private static final List<Row> V2 = rows("put", "get", "put-64", "get-64", "parked");
    /** How many keys the cache has in the row that is about it. */
    public static final int CACHED = 10_000;

    private static final int PARKED_WATCHES = 100;

    private static List<Row> tenfold(Work work, int size) {
        return List.of(new Row(work, size), new Row(work, 10 * size), new Row(work, 100 * size));
    }

    /** A row of work that has no sizes. */
    public static Row of(Work work) {
        return new Row(work, 1);
    }

    /** The rows that are measured when nobody says which. */
    public static List<Row> usual() {
        return USUAL;
    }

    /** All rows of calls and watches, in their usual sizes. */
    public static List<Row> calls() {
        return Stream.of(Work.values())
                .flatMap(work -> work.rows().stream())
                .filter(row -> !row.isRecipe() && !row.isAtScale() && !row.isBulk())
                .toList();
    }

    /** The rows of watches and leases that not every client is made for, in their usual sizes. */
    public static List<Row> scale() {
        return Stream.of(Work.values())
                .flatMap(work -> work.rows().stream())
                .filter(Row::isAtScale)
                .toList();
    }

    /** The rows about much at once, in their usual sizes. */
    public static List<Row> bulk() {
        return Stream.of(Work.values())
                .flatMap(work -> work.rows().stream())
                .filter(Row::isBulk)
                .toList();
    }

    /** Rows in three sizes each, ten times apart, which show what grows how. */
    public static List<Row> growth() {
        return GROWTH;
    }

    /** The rows that are recipes. */
    public static List<Row> recipes() {
        return RECIPES;
    }

    /** The rows of the v2 API. */
    public static List<Row> v2() {
        return V2;
    }

    /** The rows with these names, each of which is one. */
    public static List<Row> rows(String... ids) {
        return Stream.of(ids).map(id -> named(id).orElseThrow()).toList();
    }

    /** The row with this name, if there is one; any size will do that the work can be done in. */
    public static Optional<Row> named(String id) {
        for (Work work : Work.values()) {
            Row row = work.named(id);
            if (row != null) {
                return row.size == 0 ? Optional.empty() : Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** Whether it is a recipe, which not every client has, and a stub server has no answers for. */
    public boolean isRecipe() {
        return switch (work) {
            case LOCK, LOCK_LEASE, LOCK_RPC, LOCK_HANDED_OVER, LOCK_HANDOVER, QUEUE, CACHE, PARKED -> true;
            default -> false;
        };
    }

    /** Whether each time takes a call of the server at least; what takes none can be shorter than a look at the clock. */
    public boolean isRemote() {
        return work != Work.CACHE;
    }

    /** Whether it is of watches or leases in a way that not every client is made for. */
    public boolean isAtScale() {
        return switch (work) {
            case WATCH_BESIDE_SLOW, WATCH_LATENCY, WATCHES, LEASES -> true;
            default -> false;
        };
    }

    /** Whether it is about much at once. */
    public boolean isBulk() {
        return switch (work) {
            case KEPT, SCAN, BATCHED -> true;
            default -> false;
        };
    }

    /** Whether it is done at an etcd that waits for its disk. */
    public boolean needsDisk() {
        return work == Work.BATCHED;
    }

    /** How many of what its size counts are in one operation. */
    public int unitsPerOp() {
        return switch (work) {
            case RANGE, KEPT, PUT_SIZED, GET_SIZED -> size;
            default -> 1;
        };
    }

    /** Whether only a real etcd can be asked for it. */
    public boolean needsEtcd() {
        return isRecipe()
                || work == Work.SCAN
                || work == Work.GET_SIZED
                || needsDisk()
                || (isAtScale() && work != Work.WATCH_BESIDE_SLOW);
    }

    /** Whether one window of it takes so long, whatever is asked for, that nothing is left for a round to warm up before. */
    public boolean warmsItselfUp() {
        return work == Work.LEASES;
    }

    /** Whether a clock says how often it is done, so that its speed says nothing of who does it. */
    public boolean isPaced() {
        return switch (work) {
            case WATCH_LATENCY, LEASES, LOCK_HANDOVER -> true;
            default -> false;
        };
    }

    /** Whether it needs events that somebody else makes. */
    public boolean wantsEvents() {
        return switch (work) {
            case WATCH, WATCH_MANY, WATCH_BESIDE_SLOW, WATCH_LATENCY -> true;
            default -> false;
        };
    }

    /** Whether those are to come by the clock: a server that has to tell a hundred watches all that it can do tells some of them nothing. */
    public boolean wantsPacedEvents() {
        return work == Work.WATCH_LATENCY || work == Work.WATCH_MANY;
    }

    /** Whether virtual threads do it, which a JDK may not have. */
    public boolean isVirtual() {
        return work == Work.PUT_VIRTUAL || work == Work.GET_VIRTUAL;
    }

    /** How many watches stand while one of them is told of something, in the row that is about that. */
    public static int parkedWatches() {
        return PARKED_WATCHES;
    }

    /** How many keys below {@link Data#rangePrefix} it reads; 0 for none. */
    public int keys() {
        return switch (work) {
            case RANGE, KEPT, SCAN -> size;
            case CACHE -> CACHED;
            default -> 0;
        };
    }

    /** How many threads do it at once, if it is a recipe. */
    public int threads() {
        return work == Work.LOCK_HANDED_OVER ? size : 1;
    }

    /** What the row is called on the command line. */
    public String id() {
        return work.id(size);
    }

    /** What the row is called in the table. */
    public String title() {
        return work.title(size);
    }
}
