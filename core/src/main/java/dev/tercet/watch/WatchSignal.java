package dev.tercet.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a watch says, in order: {@code Started}, then any number of {@code Change}, {@code Progress}, {@code Interrupted}, {@code
 * Resumed} and {@code Resync}, and exactly one {@code Ended}, after which there is nothing.
 *
 * <p>State is apart from data: a lost connection is an {@code Interrupted} and later a {@code Resumed}, with no change lost,
 * repeated or out of order in between. A caller who only wants changes can ignore the rest,
 * except for the end: a watch whose history was compacted, or whose user lost the permission, ends with a cause, and says so nowhere
 * else.
 *
 * @since 0.1
 */
public sealed interface WatchSignal {
    /**
     * The server has the watch: every change from here on will be seen.
     *
     * @param revision the first revision whose changes are delivered; of several ranges the greatest: those that the server had
     *     sooner may deliver changes from before it
     */
    record Started(long revision) implements WatchSignal {}

    /**
     * All changes of one revision in one watched range.
     *
     * @param revision the revision
     * @param events at least one, unmodifiable, in the order in which they happened
     * @param range which of the watched ranges they are in; a watch of several has an order within each range, not between them
     */
    record Change(long revision, List<WatchEvent> events, KeyRange range) implements WatchSignal {}

    /**
     * Everything up to and including this revision has been delivered.
     *
     * @param revision the mark
     */
    record Progress(long revision) implements WatchSignal {}

    /**
     * The connection is gone and is being made again; nothing is lost.
     *
     * @param cause why
     */
    record Interrupted(EtcdException cause) implements WatchSignal {}

    /**
     * The watch goes on.
     *
     * @param revision the first revision whose changes are delivered from here on, the one after the last delivered
     */
    record Resumed(long revision) implements WatchSignal {}

    /**
     * The history that was missed is compacted, and the watch asked for a new list instead of an end: forget what was known of the
     * range and begin with this.
     *
     * @param revision the revision of the list; changes after it follow
     * @param kvs every key of the range at that revision, unmodifiable, in key order
     * @param range which of the watched ranges
     */
    record Resync(long revision, List<KeyValue> kvs, KeyRange range) implements WatchSignal {}

    /**
     * The end.
     *
     * @param causeOrNull why; null when the caller closed the watch. A {@code CompactedException} when history it needed is gone; a
     *     {@code ProtocolException} when a member of another cluster answered than the one it began in
     */
    record Ended(@Nullable EtcdException causeOrNull) implements WatchSignal {
        /** Why it ended; empty when the caller closed it. */
        public Optional<EtcdException> cause() {
            return Optional.ofNullable(causeOrNull);
        }
    }
}
