package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.concurrent.Executor;

/** All watches. */
public final class Watching {
    public Watching(Apply apply, Store store, Headers headers, Guard guard, Time time, Executor loop, Limits limits) {}

    /** Begins a stream. The outlet is called on the server's loop only. */
    public Inlet<WatchRequest> open(Caller caller, Outlet<WatchMessage> outlet) {
        throw new UnsupportedOperationException();
    }

    /** How many watches there are. */
    public int openWatches() {
        throw new UnsupportedOperationException();
    }

    /** How many streams there are. */
    public int openStreams() {
        throw new UnsupportedOperationException();
    }

    /** Ends all streams with this error. */
    public void endAll(EtcdError error) {
        throw new UnsupportedOperationException();
    }

    /** Ends the streams whose callers required a leader. */
    public void leaderLost() {
        throw new UnsupportedOperationException();
    }

    /**
     * From now on no event goes to any watch, until {@link #release}. Then watches catch up from the store's history, or find that it
     * was compacted under them. What a client asked for is answered all the while.
     */
    public void hold() {
        throw new UnsupportedOperationException();
    }

    /** Lets events go again. */
    public void release() {
        throw new UnsupportedOperationException();
    }

    /** Cuts messages of this size or more for those who asked for fragments; 0 for etcd's own limit. */
    public void fragmentAbove(int bytes) {
        throw new UnsupportedOperationException();
    }
}
