package dev.tercet.v2.watch;

import dev.tercet.v2.key.EtcdResult;
import java.util.Optional;

/**
 * What a watch that goes on tells.
 *
 * @since 0.1
 */
public sealed interface V2Event {
    /** The index to go on from after it, in another watch. */
    long nextIndex();

    /**
     * Something changed.
     *
     * @param result what, and how
     */
    record Change(EtcdResult result) implements V2Event {
        @Override
        public long nextIndex() {
            return result.modifiedIndex() + 1;
        }
    }

    /**
     * The server no longer had the events that were next, and what was watched was read instead: changes from {@code from} to {@code
     * to} may not have been told one by one. It goes on after {@code to}.
     *
     * @param from the first index that may be missing
     * @param to the index of the reading
     * @param state what was read; empty if there was nothing
     */
    record Reread(long from, long to, Optional<EtcdResult> state) implements V2Event {
        @Override
        public long nextIndex() {
            return to + 1;
        }
    }
}
