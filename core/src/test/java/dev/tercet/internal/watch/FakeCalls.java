package dev.tercet.internal.watch;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.Calls;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An engine whose streams and reads a test plays by hand; it takes watches and reads of ranges only. */
final class FakeCalls implements Calls {
    final List<FakeStream> streams = new CopyOnWriteArrayList<>();
    final List<FakeRead> reads = new CopyOnWriteArrayList<>();
    private final List<Runnable> closeTasks = new CopyOnWriteArrayList<>();
    volatile boolean tokenRenewable;

    /** A watch's stream, played by hand. */
    static final class FakeStream implements Stream {
        final WatchRpcs.Create create;
        final boolean requireLeader;
        volatile int progressRequests;
        volatile int rejections;
        volatile boolean cancelled;
        volatile boolean ended;
        private final StreamResult<WatchRpcs.Message> result;
        private final FakeCalls calls;

        private FakeStream(
                FakeCalls calls,
                WatchRpcs.Create create,
                boolean requireLeader,
                StreamResult<WatchRpcs.Message> result) {
            this.calls = calls;
            this.create = create;
            this.requireLeader = requireLeader;
            this.result = result;
        }

        boolean isOpen() {
            return !cancelled && !ended;
        }

        void created(long revision) {
            result.onMessage(new WatchRpcs.Created(Samples.header(revision)));
        }

        void createdBy(long cluster, long revision) {
            result.onMessage(new WatchRpcs.Created(new Header(cluster, 1, revision, 1)));
        }

        void events(long headerRevision, boolean fragment, List<WatchEvent> events) {
            result.onMessage(new WatchRpcs.Events(Samples.header(headerRevision), events, fragment));
        }

        void put(String key, long revision) {
            events(revision, false, List.of(Samples.put(key, revision)));
        }

        void mark(long revision, boolean asked) {
            result.onMessage(new WatchRpcs.Progress(Samples.header(revision), asked));
        }

        void canceled(long compactRevision, String reason) {
            result.onMessage(new WatchRpcs.Canceled(Samples.header(0), compactRevision, reason));
        }

        void end(@Nullable EtcdException failure) {
            ended = true;
            result.onEnd(failure);
        }

        @Override
        public void request(int messages) {}

        @Override
        public void requestProgress() {
            progressRequests++;
        }

        @Override
        public boolean rejectToken() {
            rejections++;
            return calls.tokenRenewable;
        }

        @Override
        public String endpoint() {
            return "http://127.0.0.1:1";
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** A read, answered by hand. */
    static final class FakeRead implements Underway {
        final Get get;
        volatile boolean cancelled;
        private final Result<GetResult> result;

        private FakeRead(Get get, Result<GetResult> result) {
            this.get = get;
            this.result = result;
        }

        void answer(GetResult reply) {
            result.done(reply, null);
        }

        void fail(ErrorCode code) {
            result.done(null, Samples.failure(code));
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public Outcome giveUp() {
            cancelled = true;
            return Outcome.NOT_APPLIED;
        }

        @Override
        public String method() {
            return "Range";
        }
    }

    FakeStream last() {
        return streams.get(streams.size() - 1);
    }

    void close() {
        closeTasks.forEach(Runnable::run);
    }

    int closeTasks() {
        return closeTasks.size();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> Stream stream(
            StreamRpc<Q, R> rpc, Q request, CallOptions options, boolean requireLeader, StreamResult<R> result) {
        FakeStream stream = new FakeStream(
                this, (WatchRpcs.Create) request, requireLeader, (StreamResult<WatchRpcs.Message>) result);
        streams.add(stream);
        return stream;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result) {
        FakeRead read = new FakeRead((Get) request, (Result<GetResult>) result);
        reads.add(read);
        return read;
    }

    @Override
    public Cancellable onClose(Runnable task) {
        closeTasks.add(task);
        return () -> closeTasks.remove(task);
    }

    @Override
    public <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options) {
        throw new UnsupportedOperationException(rpc.fullName());
    }

    @Override
    public Calls at(String endpoint) {
        throw new UnsupportedOperationException(endpoint);
    }

    @Override
    public List<String> endpoints() {
        return List.of("http://127.0.0.1:1");
    }
}
