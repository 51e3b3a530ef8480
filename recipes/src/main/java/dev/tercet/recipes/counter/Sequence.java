package dev.tercet.recipes.counter;

import dev.tercet.recipes.internal.flow.Await;
import java.util.concurrent.CompletableFuture;

/**
 * Unique numbers that rise, beginning with 1.
 *
 * <pre>{@code
 * Sequence invoices = recipes.sequence("invoices");
 * Sequence events = recipes.sequence("events", 1000);     // a thousand for one round trip
 * }</pre>
 *
 * <p><b>Guarantee.</b> No number is ever given twice, to anybody. What one instance gives rises: a call that begins after another
 * has ended gets the greater number. With a block size of 1 this holds across all instances in all processes that use 1; with a greater
 * one each instance gives numbers of its own block, so those of different instances come in any order. There are gaps: numbers of a
 * block that were not used when the program ended, of calls that were cancelled, and of blocks whose reply was lost.
 * <b>Cost.</b> One round trip a block (two for the first), which all calls that wait meanwhile share: if more of them wait than a
 * block has, it is made larger. Others who reserve at the same moment cost repeats, as for a {@link Counter}. <b>Session.</b> None.
 * <b>Keys.</b> Those of a {@link Counter} of that name, which is at the greatest number given away; raising it skips numbers.
 *
 * <p>Safe for use by several threads. Make one instance and keep it: it is what holds the block.
 *
 * @since 0.1
 */
public interface Sequence {
    /** {@link #nextAsync}, waiting for it. */
    default long next() {
        return Await.on("next of sequence", nextAsync());
    }

    /**
     * The next number. Fails with {@code CounterOverflowException} after 2^63 − 1, with {@code UndecodableException} if the key holds
     * no number, and as a call does: whoever fails has no number, and it may be asked again.
     */
    CompletableFuture<Long> nextAsync();

    /** How many numbers are reserved at a time. */
    int blockSize();
}
