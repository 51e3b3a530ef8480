package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.OrderedOutlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.mvccpb.Event.EventType;
import dev.tercet.proto.mvccpb.KeyValue;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream of Observe: the leader as it is, then every value it proclaims until its key is gone, then the next one. While nobody is
 * elected it waits for the first key that is put.
 */
final class Observation implements Inlet<LeaderRequest> {
    private final Apply apply;
    private final Waiters waiters;
    private final Client client;
    private final Headers headers;
    private final Caller caller;
    private final OrderedOutlet<LeaderResponse> outlet;

    private ByteString name = ByteString.EMPTY;

    // What to hear of: one key, or the whole queue while it is empty. Null when its next look is still to come.
    private @Nullable KeyInterval watched;
    private boolean ended;

    Observation(
            Apply apply,
            Waiters waiters,
            Client client,
            Headers headers,
            Caller caller,
            Outlet<LeaderResponse> outlet) {
        this.apply = apply;
        this.waiters = waiters;
        this.client = client;
        this.headers = headers;
        this.caller = caller;
        this.outlet = new OrderedOutlet<>(outlet);
    }

    @Override
    public void message(LeaderRequest request) {
        apply.step(() -> {
            name = request.getName();
            waiters.add(this);
            look();
        });
    }

    @Override
    public void halfClose() {
        // It has said what it had to say, and listens.
    }

    @Override
    public void cancel() {
        apply.step(this::stop);
    }

    @Override
    public void ready() {
        // etcd keeps what its client does not take yet, without a bound; a leader proclaims seldom.
    }

    private void end() {
        if (!ended) {
            stop();
            outlet.addEnd(null);
            apply.afterwards(outlet::flush);
        }
    }

    /** Hears of a commit. */
    void committed(long revision, List<Change> changes) {
        for (Change change : changes) {
            if (watched == null) {
                return;
            }
            KeyValue kv = change.kv();
            if (!watched.contains(kv.getKey())) {
                continue;
            }
            if (change.type() == EventType.PUT) {
                tell(headers.at(revision), kv);
            } else if (watched.isSingle()) {
                watched = null;
                // A step of its own, as others that were woken by this commit have: this one is not over.
                apply.afterwards(() -> apply.step(this::look));
            }
        }
    }

    private void look() {
        if (ended) {
            return;
        }
        try {
            RangeResponse oldest = client.get(Requests.oldest(name), caller);
            if (oldest.getKvsCount() == 0) {
                watched = Requests.queue(name);
            } else {
                tell(oldest.getHeader(), oldest.getKvs(0));
            }
        } catch (EtcdError refused) {
            // etcd does not say why: its stream comes to a good end.
            end();
        }
    }

    private void tell(ResponseHeader header, KeyValue kv) {
        watched = KeyInterval.of(kv.getKey());
        outlet.add(LeaderResponse.newBuilder().setHeader(header).setKv(kv).build());
        apply.afterwards(outlet::flush);
    }

    private void stop() {
        ended = true;
        watched = null;
        waiters.remove(this);
    }
}
