package dev.tercet.grpc.support;

import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A gRPC server that answers puts by itself and leaves the streams' answers to the test. */
public final class Scripted implements AutoCloseable {
    /** One open stream: what came up it, and the way down. */
    public static final class Open<Q, R> implements StreamObserver<Q> {
        public final StreamObserver<R> down;
        public final Metadata headers;
        public final List<Q> up = new CopyOnWriteArrayList<>();
        private volatile boolean ended;

        Open(StreamObserver<R> down) {
            this.down = down;
            this.headers = HEADERS.get();
        }

        @Override
        public void onNext(Q message) {
            up.add(message);
        }

        @Override
        public void onError(Throwable thrown) {
            ended = true;
        }

        @Override
        public void onCompleted() {
            ended = true;
        }

        public boolean isEnded() {
            return ended;
        }
    }

    private static final Context.Key<Metadata> HEADERS = Context.key("headers");

    private final List<Open<WatchRequest, WatchResponse>> watches = new CopyOnWriteArrayList<>();
    private final List<Open<LeaseKeepAliveRequest, LeaseKeepAliveResponse>> renewals = new CopyOnWriteArrayList<>();
    private final List<Metadata> headers = new CopyOnWriteArrayList<>();
    private final AtomicInteger puts = new AtomicInteger();
    private final Server server;
    private volatile BiConsumer<PutRequest, StreamObserver<PutResponse>> onPut = Scripted::answer;

    private Scripted(int port, ServerCredentials credentials) throws IOException {
        this.server = Grpc.newServerBuilderForPort(port, credentials)
                .addService(new Kv())
                .addService(new Watches())
                .addService(new Leases())
                .intercept(new Keeping())
                .directExecutor()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build()
                .start();
    }

    public static Scripted start() throws IOException {
        return startAt(0);
    }

    public static Scripted startAt(int port) throws IOException {
        return new Scripted(port, InsecureServerCredentials.create());
    }

    public static Scripted start(ServerCredentials credentials) throws IOException {
        return new Scripted(0, credentials);
    }

    public int port() {
        return server.getPort();
    }

    public int puts() {
        return puts.get();
    }

    public void onPut(BiConsumer<PutRequest, StreamObserver<PutResponse>> what) {
        onPut = what;
    }

    public static void answer(PutRequest request, StreamObserver<PutResponse> down) {
        down.onNext(PutResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setRevision(7))
                .build());
        down.onCompleted();
    }

    /** The headers of every call, in order. */
    public List<Metadata> headers() {
        return headers;
    }

    public List<Open<WatchRequest, WatchResponse>> watches() {
        return watches;
    }

    public List<Open<LeaseKeepAliveRequest, LeaseKeepAliveResponse>> renewals() {
        return renewals;
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Keeping implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata metadata, ServerCallHandler<Q, R> next) {
            headers.add(metadata);
            return Contexts.interceptCall(Context.current().withValue(HEADERS, metadata), call, metadata, next);
        }
    }

    private final class Kv extends KVGrpc.KVImplBase {
        @Override
        public void put(PutRequest request, StreamObserver<PutResponse> down) {
            puts.incrementAndGet();
            onPut.accept(request, down);
        }
    }

    private final class Watches extends WatchGrpc.WatchImplBase {
        @Override
        public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> down) {
            Open<WatchRequest, WatchResponse> open = new Open<>(down);
            watches.add(open);
            return open;
        }
    }

    private final class Leases extends LeaseGrpc.LeaseImplBase {
        @Override
        public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(StreamObserver<LeaseKeepAliveResponse> down) {
            Open<LeaseKeepAliveRequest, LeaseKeepAliveResponse> open = new Open<>(down);
            renewals.add(open);
            return open;
        }
    }
}
