package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.Collection;
import java.util.function.LongFunction;

/**
 * Who may do what. Each of these returns if the caller may, and throws the {@code EtcdError} that etcd answers if not; while
 * authentication is off everybody may do everything. Within a step.
 */
public final class Guard {
    private volatile boolean on;

    public Guard(Apply apply, Time time, Limits limits) {}

    /** Whether there is anything to ask at all. */
    public boolean isOn() {
        return on;
    }

    /** Anybody without a token, or with a valid one: what etcd asks of a write before it looks at anything else. */
    public void token(Caller caller) {}

    /** Any user with a valid token. */
    public void user(Caller caller) {}

    /** A user with the role root. */
    public void root(Caller caller) {}

    /** One who may read these keys. */
    public void read(Caller caller, KeyInterval keys) {}

    /** One who may write these keys. */
    public void write(Caller caller, KeyInterval keys) {}

    /** A user who may read each of these keys, or root: those attached to leases that are asked for. */
    public void readAll(Caller caller, Collection<ByteString> keys) {}

    /** A user who may write each of these keys, or root: those attached to a lease that is renewed or revoked. */
    public void writeAll(Caller caller, Collection<ByteString> keys) {}

    /**
     * One who may put this.
     *
     * @param attached the keys attached to a lease, empty if there is no such lease
     */
    public void put(Caller caller, PutRequest request, LongFunction<? extends Collection<ByteString>> attached) {}

    /** One who may delete this. */
    public void delete(Caller caller, DeleteRangeRequest request) {}

    /** One who may do all that a transaction might do, and see what it compares. */
    public void txn(Caller caller, TxnRequest request, LongFunction<? extends Collection<ByteString>> attached) {}

    /** As new: off, with nobody in it. */
    public void clear() {}

    /** Drops every token, as if its time were up. */
    public void expireTokens() {}
}
