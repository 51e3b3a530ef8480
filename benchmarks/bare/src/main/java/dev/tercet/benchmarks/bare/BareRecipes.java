package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import dev.tercet.benchmarks.Data;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.UnlockRequest;
import io.grpc.ManagedChannel;

/** The recipes' algorithms in calls of generated stubs, as Go's client has them, and nothing beyond. */
final class BareRecipes {
    private static final RangeRequest ONE = RangeRequest.newBuilder()
            .setKey(ByteString.copyFrom(Data.rangeKeys(Row.CACHED)[0]))
            .build();

    private BareRecipes() {}

    static Recipe of(Row row, ManagedChannel channel) {
        BareSession session = new BareSession(channel);
        return switch (row.work()) {
            case LOCK, LOCK_HANDED_OVER -> new BareLock(session.open(), "bench/bare/" + row.id());
            case LOCK_LEASE -> Recipe.of(() -> lockWithALease(session), () -> {});
            case LOCK_RPC -> Recipe.of(() -> lockByTheServer(session), session.open()::close);
            case QUEUE -> new BareQueue(session.kv, "bench/bare/queue");
            case CACHE -> Recipe.of(() -> read(session), () -> {});
            default -> throw new IllegalArgumentException(row.id());
        };
    }

    private static void lockWithALease(BareSession session) throws Exception {
        try (BareSession own = session.open()) {
            // The lease takes the key with it.
            new BareLock(own, "bench/bare/lease").acquire();
        }
    }

    private static void lockByTheServer(BareSession session) {
        ByteString key = session.locks
                .lock(LockRequest.newBuilder()
                        .setName(ByteString.copyFromUtf8("bench/bare/rpc"))
                        .setLease(session.lease())
                        .build())
                .getKey();
        session.locks.unlock(UnlockRequest.newBuilder().setKey(key).build());
    }

    private static void read(BareSession session) {
        if (session.kv.range(ONE).getKvs(0).getValue().size() != Data.VALUE_LENGTH) {
            throw new IllegalStateException("another value");
        }
    }
}
