package dev.tercet.embedded.internal.front.direct;

/**
 * Keeps the server off stacks that are nearly full.
 *
 * <p>A reply that is there when a call returns lets a client run its next call inside what it does with the reply, and so on, as deep
 * as it likes: a chain of futures whose dependents run at once is such a recursion, though no call is within another. Its stack would
 * overflow where it is deepest, in the middle of a step. So every so often a call first looks whether there is room for itself and for
 * those until the next look; where there is not, it goes to a thread of its own. Its client then finds no reply yet, and returns.
 *
 * <p>Not to the server's thread: a client that waits for this call there would wait for itself.
 */
final class Footing {
    /** Calls of one thread from one look to the next; a look costs a microsecond. */
    private static final int CALLS = 64;

    /** How far a look goes down: 40 kB, which is what so many calls of such a chain take, and the server's deepest step. */
    private static final int LEVELS = 800;

    private static final ThreadLocal<Footing> OF_THREAD = ThreadLocal.withInitial(Footing::new);

    /** How many calls the thread may make without a look. */
    private int left;

    /** How many calls it is in. One within another has had the server and a client on its stack, and looks for itself. */
    private int depth;

    private Footing() {}

    /** The calling thread's. */
    static Footing ofThread() {
        return OF_THREAD.get();
    }

    /** Begins a call if there is room for it; {@link #leave} ends it. */
    boolean enter() {
        if (left > 0 && depth == 0) {
            left--;
        } else if (hasRoom()) {
            left = CALLS - 1;
        } else {
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }

    /** Does it where there is room. */
    static void elsewhere(Runnable task) {
        Thread thread = new Thread(task, "tercet-embedded-deep");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean hasRoom() {
        try {
            return descend(LEVELS, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) > 0;
        } catch (StackOverflowError e) {
            // Nothing was begun.
            return false;
        }
    }

    /** Goes down some levels and comes back. More arguments than there are registers make a level larger than it is slow. */
    private static long descend(
            int levels,
            long a,
            long b,
            long c,
            long d,
            long e,
            long f,
            long g,
            long h,
            long i,
            long j,
            long k,
            long l) {
        return levels == 0
                ? a + b + c + d + e + f + g + h + i + j + k + l
                : levels + descend(levels - 1, b, c, d, e, f, g, h, i, j, k, l, a);
    }
}
