package dev.tercet.internal.batch;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.call.ParkedResult;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.kv.Batching;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.engine.InPlaceCallbacks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine's calls, of which those on single keys go together. */
public final class BatchedCalls implements Calls {
    private final Calls calls;
    private final Lane writes;
    private final Lane reads;

    /** Over these, or over what is beneath them if they are such already. */
    public static BatchedCalls of(Calls calls, Scheduler scheduler, Batching limits) {
        Calls beneath = calls instanceof BatchedCalls batched ? batched.calls : calls;
        return new BatchedCalls(beneath, scheduler, limits);
    }

    private BatchedCalls(Calls calls, Scheduler scheduler, Batching limits) {
        this.calls = calls;
        this.writes = new Lane(calls, scheduler, limits, true);
        this.reads = new Lane(calls, scheduler, limits, false);
    }

    /** Where a call goes; null if it goes by itself. */
    private @Nullable Lane lane(Object rpc, Object request, CallOptions options) {
        if (options.maxReplyBytes() != Integer.MAX_VALUE) {
            // A bound on its reply, not on that of all that go together.
            return null;
        }
        // What was there before may be large, many of it larger than a reply may be, and then nobody knows what was
        // done.
        if (rpc == KvRpcs.PUT) {
            return ((Put) request).returnsPrevious() ? null : writes;
        }
        if (rpc == KvRpcs.DELETE_RANGE) {
            Delete delete = (Delete) request;
            return delete.range().isSingleKey() && !delete.returnsPrevious() ? writes : null;
        }
        if (rpc == KvRpcs.RANGE) {
            Get get = (Get) request;
            return get.range().isSingleKey() && !get.isSerializable() && get.revision() == 0 ? reads : null;
        }
        return null;
    }

    @Override
    public <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options) {
        Lane lane = lane(rpc, request, options);
        if (lane == null || Thread.currentThread().isInterrupted() || InPlaceCallbacks.isRunning()) {
            // Which is refused there.
            return calls.await(rpc, request, options);
        }
        ParkedResult<R> parked = new ParkedResult<>();
        return parked.await(offer(lane, rpc, request, options, parked));
    }

    @Override
    public <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result) {
        Lane lane = lane(rpc, request, options);
        return lane == null ? calls.call(rpc, request, options, result) : offer(lane, rpc, request, options, result);
    }

    @SuppressWarnings("unchecked") // What has a lane is an operation with the result of its row.
    private static <Q, R> Underway offer(Lane lane, Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result) {
        return lane.offer(
                (Rpc<?, OpResult>) rpc, (Op<OpResult>) request, options, (Result<OpResult>) (Result<?>) result);
    }

    @Override
    public <Q, R> Stream stream(
            StreamRpc<Q, R> rpc, Q request, CallOptions options, boolean requireLeader, StreamResult<R> result) {
        return calls.stream(rpc, request, options, requireLeader, result);
    }

    @Override
    public Calls at(String endpoint) {
        return calls.at(endpoint);
    }

    @Override
    public List<String> endpoints() {
        return calls.endpoints();
    }

    @Override
    public Cancellable onClose(Runnable task) {
        return calls.onClose(task);
    }
}
