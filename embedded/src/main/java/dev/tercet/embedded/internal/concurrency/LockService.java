package dev.tercet.embedded.internal.concurrency;

import dev.tercet.embedded.internal.lease.LeaseService;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.LockResponse;
import dev.tercet.proto.v3lockpb.UnlockRequest;
import dev.tercet.proto.v3lockpb.UnlockResponse;

/** The service Lock. */
public final class LockService {
    private static final String SERVICE = "v3lockpb.Lock";

    private final Apply apply;
    private final Waiters waiters;
    private final Client client;

    /** The service of locks whose waiting calls these waiters keep. */
    public LockService(Apply apply, Waiters waiters, KvCalls kv, LeaseService leases) {
        this.apply = apply;
        this.waiters = waiters;
        this.client = new Client(kv, leases);
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        methods.add(new Method.Unary<>(
                SERVICE,
                "Lock",
                "/lock/lock",
                LockRequest.getDefaultInstance(),
                LockResponse.getDefaultInstance(),
                (request, caller, outcome) -> new LockCall(apply, waiters, client, request, caller, outcome).begin()));
        methods.add(new Method.Unary<>(
                SERVICE,
                "Unlock",
                "/lock/unlock",
                UnlockRequest.getDefaultInstance(),
                UnlockResponse.getDefaultInstance(),
                Handler.of(this::unlock)));
    }

    private UnlockResponse unlock(UnlockRequest request, Caller caller) {
        return UnlockResponse.newBuilder()
                .setHeader(client.delete(request.getKey(), caller))
                .build();
    }
}
