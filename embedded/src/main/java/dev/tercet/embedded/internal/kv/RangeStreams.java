package dev.tercet.embedded.internal.kv;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Slice;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RangeStreamResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Ranges in chunks: all as of one revision, each read when the client can take it. The last has the header, how many keys there are
 * and whether there are more.
 */
final class RangeStreams {
    private static final ByteString AFTER = ByteString.copyFrom(new byte[1]);
    private static final int FIRST_CHUNK = 10;

    private final Apply apply;
    private final Store store;
    private final Headers headers;
    private final Guard guard;
    private final StateChecks checks;
    private final int chunkBytes;

    RangeStreams(Apply apply, Store store, Headers headers, Guard guard, StateChecks checks, int chunkBytes) {
        this.apply = apply;
        this.store = store;
        this.headers = headers;
        this.guard = guard;
        this.checks = checks;
        this.chunkBytes = chunkBytes;
    }

    Inlet<RangeRequest> open(Caller caller, Outlet<RangeStreamResponse> outlet) {
        return new Reading(caller, outlet);
    }

    /** How many keys the next chunk is to have, so that chunks come near their size. */
    static long nextLimit(long limit, int size, int wantedSize) {
        if (size < wantedSize / 2) {
            return limit * 2;
        }
        return size > wantedSize * 2L ? Math.max(1, limit / 2) : limit;
    }

    /** One of them. Called by one thread at a time. */
    private final class Reading implements Inlet<RangeRequest> {
        private final Caller caller;
        private final Outlet<RangeStreamResponse> outlet;
        private @Nullable RangeRequest next;
        private long wanted;
        private long limit;
        private long count;
        private long headerRevision;

        Reading(Caller caller, Outlet<RangeStreamResponse> outlet) {
            this.caller = caller;
            this.outlet = outlet;
        }

        @Override
        public void message(RangeRequest request) {
            try {
                RequestChecks.rangeStream(request);
                apply.step(() -> guard.read(caller, new KeyInterval(request.getKey(), request.getRangeEnd())));
            } catch (EtcdError error) {
                outlet.end(error);
                return;
            }
            wanted = request.getLimit() == 0 ? Long.MAX_VALUE : request.getLimit();
            limit = Math.min(FIRST_CHUNK, wanted);
            next = request;
            ready();
        }

        @Override
        public void ready() {
            try {
                for (RangeRequest request = next; request != null && outlet.isReady(); request = next) {
                    next = null;
                    RangeResponse.Builder chunk = request.getCountOnly() ? count(request) : chunk(request);
                    outlet.message(RangeStreamResponse.newBuilder()
                            .setRangeResponse(chunk)
                            .build());
                    if (next == null) {
                        outlet.end(null);
                    }
                }
            } catch (EtcdError error) {
                next = null;
                outlet.end(error);
            }
        }

        private RangeResponse.Builder count(RangeRequest request) {
            Slice slice = read(request);
            return RangeResponse.newBuilder()
                    .setHeader(headers.at(headerRevision))
                    .setCount(slice.total());
        }

        private RangeResponse.Builder chunk(RangeRequest request) {
            RangeRequest part = request.toBuilder().setLimit(limit).build();
            RangeResponse.Builder chunk = Ranges.answer(part, read(part)).clearCount();
            count += chunk.getKvsCount();
            RangeRequest.Builder rest = request.toBuilder();
            if (request.getRevision() == 0) {
                rest.setRevision(headerRevision);
            }
            if (chunk.getMore()) {
                KeyValue last = chunk.getKvs(chunk.getKvsCount() - 1);
                rest.setKey(last.getKey().concat(AFTER));
            }
            if (!chunk.getMore() || count == wanted) {
                long remaining =
                        chunk.getMore() ? read(rest.setCountOnly(true).build()).total() : 0;
                return chunk.setHeader(headers.at(headerRevision)).setCount(count + remaining);
            }
            int size = chunk.build().getSerializedSize();
            limit = Math.min(nextLimit(limit, size, chunkBytes), wanted - count);
            next = rest.build();
            return chunk.clearMore();
        }

        private Slice read(RangeRequest request) {
            return apply.step(() -> {
                checks.range(request.getRevision());
                if (headerRevision == 0) {
                    headerRevision = store.revision();
                }
                return Ranges.read(store, request);
            });
        }

        @Override
        public void halfClose() {}

        @Override
        public void cancel() {
            next = null;
        }
    }
}
