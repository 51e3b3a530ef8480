package dev.tercet.internal.namespace;

import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.lock.LockGrant;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prefix put before every key on the way in and taken off on the way out.
 *
 * <p>Ranges without an upper bound end where the namespace ends, so that nothing outside is ever read, deleted or watched. The
 * empty namespace hands everything through, the very same objects.
 *
 * @param prefix what stands before every key
 */
public record Namespace(Bytes prefix) {
    /** No prefix. */
    public static final Namespace NONE = new Namespace(Bytes.EMPTY);

    public boolean isNone() {
        return prefix.isEmpty();
    }

    /** A namespace inside this one. */
    public Namespace inner(Bytes more) {
        return new Namespace(prefix.plus(more));
    }

    public Bytes in(Bytes key) {
        return prefix.plus(key);
    }

    public Bytes out(Bytes key) {
        return isNone() || !key.startsWith(prefix) ? key : key.from(prefix.length());
    }

    public KeyRange in(KeyRange range) {
        if (isNone()) {
            return range;
        }
        // "Every key" begins at the zero byte for want of an empty key; inside a namespace the
        // first key is the prefix itself.
        Bytes key = range.equals(KeyRange.ALL) ? prefix : prefix.plus(range.key());
        if (range.isSingleKey()) {
            return KeyRange.of(key);
        }
        return new KeyRange(key, range.isUnbounded() ? KeyRange.endOfPrefix(prefix) : prefix.plus(range.end()));
    }

    /** What does not begin inside stays as it is, and so does the prefix itself as a single key: inside it would be empty. */
    public KeyRange out(KeyRange range) {
        boolean atPrefix = range.key().equals(prefix);
        if (isNone() || !range.key().startsWith(prefix) || (atPrefix && range.isSingleKey())) {
            return range;
        }
        Bytes key = atPrefix ? KeyRange.ALL.key() : out(range.key());
        if (range.isSingleKey()) {
            return KeyRange.of(key);
        }
        boolean bounded = range.end().startsWith(prefix) && !range.end().equals(prefix);
        return bounded ? new KeyRange(key, out(range.end())) : KeyRange.from(key);
    }

    public Get in(Get get) {
        return isNone() ? get : get.withRange(in(get.range()));
    }

    public Put in(Put put) {
        return isNone() ? put : put.withKey(in(put.key()));
    }

    public Delete in(Delete delete) {
        return isNone() ? delete : delete.withRange(in(delete.range()));
    }

    public Txn in(Txn txn) {
        if (isNone()) {
            return txn;
        }
        List<Compare> compares =
                txn.compares().stream().map(c -> c.withRange(in(c.range()))).toList();
        return Txn.when(compares).then(in(txn.thens())).orElse(in(txn.elses()));
    }

    private List<Op<?>> in(List<Op<?>> ops) {
        return ops.stream().<Op<?>>map(this::inOp).toList();
    }

    private Op<?> inOp(Op<?> op) {
        if (op instanceof Get get) {
            return in(get);
        } else if (op instanceof Put put) {
            return in(put);
        } else if (op instanceof Delete delete) {
            return in(delete);
        }
        return in((Txn) op);
    }

    public KeyValue out(KeyValue kv) {
        return isNone() ? kv : kv.withKey(out(kv.key()));
    }

    private List<KeyValue> out(List<KeyValue> kvs) {
        return kvs.stream().map(this::out).toList();
    }

    private @Nullable KeyValue outOrNull(@Nullable KeyValue kv) {
        return kv == null ? null : out(kv);
    }

    public GetResult out(GetResult result) {
        return isNone() ? result : new GetResult(result.header(), out(result.kvs()), result.more(), result.count());
    }

    public PutResult out(PutResult result) {
        return isNone() || result.previousOrNull() == null
                ? result
                : new PutResult(result.header(), outOrNull(result.previousOrNull()));
    }

    public DeleteResult out(DeleteResult result) {
        return isNone() ? result : new DeleteResult(result.header(), result.deleted(), out(result.previous()));
    }

    public TxnResult out(TxnResult result) {
        return isNone()
                ? result
                : new TxnResult(
                        result.header(),
                        result.succeeded(),
                        result.results().stream().map(this::outOp).toList());
    }

    private OpResult outOp(OpResult result) {
        if (result instanceof GetResult get) {
            return out(get);
        } else if (result instanceof PutResult put) {
            return out(put);
        } else if (result instanceof DeleteResult delete) {
            return out(delete);
        }
        return out((TxnResult) result);
    }

    public WatchEvent out(WatchEvent event) {
        return isNone() ? event : new WatchEvent(event.type(), out(event.kv()), outOrNull(event.previousOrNull()));
    }

    /** Without the keys that lie outside. */
    public LeaseStatus out(LeaseStatus status) {
        return isNone()
                ? status
                : new LeaseStatus(
                        status.header(),
                        status.id(),
                        status.remaining(),
                        status.granted(),
                        status.keys().stream()
                                .filter(key -> key.startsWith(prefix))
                                .map(this::out)
                                .toList());
    }

    public LockGrant out(LockGrant grant) {
        return isNone() ? grant : new LockGrant(grant.header(), out(grant.key()), grant.revision());
    }

    public LeaderKey in(LeaderKey leader) {
        return isNone()
                ? leader
                : new LeaderKey(in(leader.name()), in(leader.key()), leader.revision(), leader.lease());
    }

    public LeaderKey out(LeaderKey leader) {
        return isNone()
                ? leader
                : new LeaderKey(out(leader.name()), out(leader.key()), leader.revision(), leader.lease());
    }

    public Leader out(Leader leader) {
        return isNone() ? leader : new Leader(leader.header(), out(leader.kv()));
    }
}
