package dev.tercet.recipes.stm;

import dev.tercet.kv.Bytes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Transactions over any keys, written as if nobody else were there: a body reads and writes, and if others got in the way, it is run
 * again. Immutable: the {@code with} methods answer others.
 *
 * <pre>{@code
 * recipes.stm().run(tx -> {
 *     long from = Long.parseLong(tx.getString("accounts/ann").orElseThrow());
 *     tx.put("accounts/ann", Long.toString(from - 10));
 *     …
 * });
 * }</pre>
 *
 * <p><b>Guarantee.</b> All writes of a body that succeeds are applied, once, in one revision; those of one that failed are not; what
 * it may have seen and overlooked is said at {@link Isolation}. A body that throws has nothing sent, and its exception comes out. If
 * the reply to the commit is lost, it is sent again where that can do no harm, and looked for in the history: without a {@linkplain
 * #withMarkAt mark} that can find that it was not applied, but not always that it was, since others may write the same values; what is
 * left open fails with outcome UNKNOWN, and a key that it made, and that others deleted before it was sent again, is made twice. With a
 * mark, everything is settled but blind writes at levels below the default, which are never sent twice. Cancelling, or interrupting, during the commit leaves it open too. <b>Cost.</b> One round trip for each read of the body that is not one
 * of its own writes ({@code getAll} is one), and one for the commit; a body that only reads at {@link Isolation#READ_COMMITTED} has no commit. After the first conflict
 * what was read comes with the refusal; after further ones there is a pause, which grows, and all is read anew. <b>Session.</b> None.
 * <b>Keys.</b> Those of the body, and the mark if there is one. The server takes 128 at a time unless set up otherwise, read and
 * written ones together; more fail with code {@code TOO_MANY_OPERATIONS}.
 *
 * <p>Bodies run any number of times, so they should do nothing but read and write through their transaction. Safe for use by several
 * threads.
 *
 * @see Isolation
 * @since 0.1
 */
public interface Stm {
    /** The same at another level; {@link Isolation#SERIALIZABLE_SNAPSHOT} unless set. */
    Stm withIsolation(Isolation level);

    /**
     * The same with the body run at most so often.
     *
     * @throws IllegalArgumentException if less than 1
     */
    Stm withMaxAttempts(int most);

    /**
     * The same with another deadline, for all runs of a body together; the timeout of the client's calls unless set.
     *
     * @throws IllegalArgumentException unless more than zero
     */
    Stm withTimeout(Duration whole);

    /**
     * The same with a key in which each transaction that writes leaves a mark of its own, by which it is found again if the reply to
     * its commit is lost. Any number of programs may share it; it does not make their transactions conflict.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    Stm withMarkAt(Bytes key);

    /** {@link #withMarkAt(Bytes)}, the key in UTF-8. */
    Stm withMarkAt(String key);

    /**
     * Runs a body on this thread until it commits, and answers what it answered.
     *
     * @throws dev.tercet.recipes.error.ConflictException if it may not be run once more
     * @throws dev.tercet.error.EtcdTimeoutException if its time is up; NOT_APPLIED after a conflict
     */
    <T extends @Nullable Object> T run(Function<? super StmTransaction, ? extends T> body);

    /**
     * As {@link #run}, the body on the client's callback executor, where it may block as well, if that has more than one thread: what it
     * waits for comes on another.
     */
    <T extends @Nullable Object> CompletableFuture<T> runAsync(Function<? super StmTransaction, ? extends T> body);

    /**
     * As {@link #run}, for a body that does not block: its transaction ends when its stage has. It runs on the client's callback executor, the first time
     * on this thread.
     */
    <T extends @Nullable Object> CompletableFuture<T> runStages(
            Function<? super StmTransaction, ? extends CompletionStage<T>> body);
}
