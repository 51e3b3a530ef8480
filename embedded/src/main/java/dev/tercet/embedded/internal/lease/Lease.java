package dev.tercet.embedded.internal.lease;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.Keys;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A lease. Only its lessor changes it. */
final class Lease implements Comparable<Lease> {
    final long id;

    /** Seconds, as granted. */
    final long ttl;

    /** The attached keys, in the order in which a revoke deletes them. */
    final NavigableSet<ByteString> keys = new TreeSet<>(Keys::compare);

    private final long order;
    private long deadline;

    /**
     * A new one.
     *
     * @param order tells it from others that expire at the same moment: those granted first go first
     */
    Lease(long id, long ttl, long order) {
        this.id = id;
        this.ttl = ttl;
        this.order = order;
    }

    /** When it expires. */
    long deadline() {
        return deadline;
    }

    /** Gives it its whole time again. Not while it is in a sorted set: this changes its place. */
    void refresh(long now) {
        long nanos = ttl * 1_000_000_000L;
        // The longest lease has nearly as many nanoseconds as there are: what would run over never comes.
        deadline = now > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : now + nanos;
    }

    /** Lets it live on. Not while it is in a sorted set. */
    void forever() {
        deadline = Long.MAX_VALUE;
    }

    @Override
    public int compareTo(Lease other) {
        return deadline != other.deadline ? Long.compare(deadline, other.deadline) : Long.compare(order, other.order);
    }

    // Each is one of its own.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }
}
