package dev.tercet.embedded.internal.lease;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.time.Time;
import java.util.Set;

/** All leases. Used within the server's steps only; hears of the store's commits to know which keys are attached. */
public final class Lessor {
    public Lessor(Apply apply, Store store, Time time, Limits limits) {}

    /** Whether a lease is there and has not expired. */
    public boolean exists(long id) {
        throw new UnsupportedOperationException();
    }

    /** The keys attached to a lease; none if it is unknown. */
    public Set<ByteString> keys(long id) {
        throw new UnsupportedOperationException();
    }
}
