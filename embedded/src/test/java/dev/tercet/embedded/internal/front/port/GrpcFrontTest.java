package dev.tercet.embedded.internal.front.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.proto.etcdserverpb.AuthGrpc;
import dev.tercet.proto.etcdserverpb.AuthStatusRequest;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.MaintenanceGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.health.HealthCheckRequest;
import dev.tercet.proto.health.HealthCheckResponse.ServingStatus;
import dev.tercet.proto.health.HealthGrpc;
import dev.tercet.proto.v3lockpb.LockGrpc;
import dev.tercet.proto.v3lockpb.LockRequest;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcFrontTest {
    private final SmallTable served = new SmallTable();
    private final MethodTable table = served.table();
    private final ListeningPort port =
            new ListeningPort("grpc-front-test", 0, Limits.DEFAULT, table, SmallTable::vitals);
    private final ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port.port())
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();

    @AfterEach
    void close() {
        channel.shutdownNow();
        port.close();
    }

    @Test
    void answersACall() {
        assertThat(kv(channel).range(range("a")).getKvs(0).getKey().toStringUtf8())
                .isEqualTo("a");
        assertThat(served.callers).containsExactly(new Caller(null, false));
    }

    @Test
    void readsWhoCallsFromTheMetadata() {
        kv(with("token", "t.1", "hasleader", "true")).range(range("a"));
        kv(with("authorization", "Bearer t.2", "hasleader", "yes")).range(range("a"));

        assertThat(served.callers).containsExactly(new Caller("t.1", true), new Caller("Bearer t.2", false));
    }

    @Test
    void refusesWithEtcdsCodeAndText() {
        assertRefused(
                () -> kv(channel).range(range("refused")),
                Status.Code.OUT_OF_RANGE,
                "etcdserver: mvcc: required revision is a future revision");
    }

    @Test
    void tellsOfItsOwnMistakes() {
        assertRefused(
                () -> kv(channel).range(range("broken")),
                Status.Code.INTERNAL,
                "the embedded etcd failed at etcdserverpb.KV/Range: java.lang.IllegalStateException: a mistake");
    }

    @Test
    void breaksTheConnectionOfALostReply() {
        assertThatThrownBy(() -> kv(channel).range(range("lost")))
                .isInstanceOfSatisfying(StatusRuntimeException.class, thrown -> {
                    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                    assertThat(thrown.getStatus().getDescription()).doesNotContain("etcd");
                });
        // On a new connection.
        assertThat(kv(channel).range(range("a")).getCount()).isEqualTo(1);
    }

    @Test
    void doesNotKnowWhatIsNotInTheTable() {
        assertRefused(
                () -> kv(channel).compact(CompactionRequest.getDefaultInstance()),
                Status.Code.UNIMPLEMENTED,
                "unknown method Compact for service etcdserverpb.KV");
        assertRefused(
                () -> AuthGrpc.newBlockingStub(channel).authStatus(AuthStatusRequest.getDefaultInstance()),
                Status.Code.UNIMPLEMENTED,
                "unknown service etcdserverpb.Auth");
    }

    @Test
    void takesMessagesUpToEtcdsLimit() {
        assertThat(kv(channel).put(put(2_000_000)).getHeader().getRevision()).isEqualTo(2_000_000);
        assertRefused(
                () -> kv(channel).put(put(2_097_153)),
                Status.Code.RESOURCE_EXHAUSTED,
                "grpc: received message larger than max (2097158 vs. 2097152)");
        assertThat(kv(channel).range(range("a")).getCount()).isEqualTo(1);
    }

    @Test
    void tellsThatItIsUp() {
        HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);

        assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
                .isEqualTo(ServingStatus.SERVING);
        assertRefused(
                () -> health.check(
                        HealthCheckRequest.newBuilder().setService("x").build()),
                Status.Code.NOT_FOUND,
                "unknown service");
        assertThat(health.watch(HealthCheckRequest.getDefaultInstance()).next().getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void cancelsACallWhoseClientLeft() {
        var reply = LockGrpc.newFutureStub(channel).lock(LockRequest.getDefaultInstance());
        await().until(() -> served.waiting.get() == 1);

        reply.cancel(true);

        await().until(() -> served.cancelled.get() == 1);
    }

    @Test
    void cancelsACallWhoseTimeIsUp() {
        assertThatThrownBy(() -> LockGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(100, TimeUnit.MILLISECONDS)
                        .lock(LockRequest.getDefaultInstance()))
                .isInstanceOf(StatusRuntimeException.class);
        await().until(() -> served.cancelled.get() == served.waiting.get());
    }

    @Test
    void servesAStreamInBothDirections() {
        Heard<WatchResponse> heard = new Heard<>();
        StreamObserver<WatchRequest> said = WatchGrpc.newStub(channel).watch(heard);

        said.onNext(watch("a"));
        said.onNext(watch("b"));
        await().until(() -> heard.messages.size() == 2);
        assertThat(heard.messages).extracting(WatchResponse::getCancelReason).containsExactly("a", "b");

        said.onCompleted();
        served.watches.get(0).message(WatchResponse.newBuilder().setWatchId(3).build());
        await().until(() -> heard.messages.size() == 3);
        assertThat(heard.end).isNull();

        served.watches.get(0).end(null);
        await().until(() -> heard.end != null);
        assertThat(heard.end).isEqualTo(Status.OK);
        assertThat(served.cancelled).hasValue(0);
    }

    @Test
    void cancelsAStreamWhoseClientLeft() {
        Heard<WatchResponse> heard = new Heard<>();
        StreamObserver<WatchRequest> said = WatchGrpc.newStub(channel).watch(heard);
        said.onNext(watch("a"));
        await().until(() -> heard.messages.size() == 1);

        said.onError(Status.CANCELLED.asException());

        await().until(() -> served.cancelled.get() == 1);
        // It may still be spoken to, by whoever has not heard of it yet.
        served.watches.get(0).message(WatchResponse.getDefaultInstance());
        served.watches.get(0).end(null);
    }

    @Test
    void refusesAStream() {
        assertThat(ended(watch(with("hasleader", "true"), "a")))
                .satisfies(end -> assertThat(end.getCode()).isEqualTo(Status.Code.UNAVAILABLE))
                .satisfies(end -> assertThat(end.getDescription()).isEqualTo("etcdserver: no leader"));
        assertThat(ended(watch(channel, "refused")).getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(ended(watch(channel, "broken")).getDescription()).endsWith("a mistake");
        assertThat(ended(watch(channel, "lost")).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void doesNotSendMoreThanTheClientTakes() {
        Iterator<SnapshotResponse> snapshot =
                MaintenanceGrpc.newBlockingStub(channel).snapshot(SnapshotRequest.getDefaultInstance());
        snapshot.next();
        await().until(() -> served.stalls.get() > 0);
        // Answered on the thread that would have sent the rest.
        kv(channel).range(range("a"));
        assertThat(served.chunks).hasSizeLessThan(SmallTable.CHUNKS);

        int rest = 0;
        while (snapshot.hasNext()) {
            snapshot.next();
            rest++;
        }
        assertThat(rest).isEqualTo(SmallTable.CHUNKS - 1);
    }

    @Test
    void closesWithClientsConnected() {
        Heard<WatchResponse> watch = watch(channel, "a");
        var lock = LockGrpc.newFutureStub(channel).lock(LockRequest.getDefaultInstance());
        await().until(() -> watch.messages.size() == 1 && served.waiting.get() == 1);

        port.close();

        assertThat(ended(watch).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThatThrownBy(lock::get).hasMessageContaining("UNAVAILABLE");
        assertThat(served.cancelled).hasValue(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("grpc-front-test"));
    }

    private static Status ended(Heard<?> stream) {
        await().until(() -> stream.end != null);
        return Objects.requireNonNull(stream.end);
    }

    private static Heard<WatchResponse> watch(Channel over, String key) {
        Heard<WatchResponse> heard = new Heard<>();
        WatchGrpc.newStub(over).watch(heard).onNext(watch(key));
        return heard;
    }

    private Channel with(String... headers) {
        Metadata metadata = new Metadata();
        for (int i = 0; i < headers.length; i += 2) {
            metadata.put(Metadata.Key.of(headers[i], Metadata.ASCII_STRING_MARSHALLER), headers[i + 1]);
        }
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    private static KVGrpc.KVBlockingStub kv(Channel over) {
        return KVGrpc.newBlockingStub(over).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    private static RangeRequest range(String key) {
        return RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
    }

    private static PutRequest put(int size) {
        return PutRequest.newBuilder()
                .setValue(ByteString.copyFrom(new byte[size]))
                .build();
    }

    private static WatchRequest watch(String key) {
        return WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)))
                .build();
    }

    private static void assertRefused(ThrowingCallable call, Status.Code code, String text) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, thrown -> {
            assertThat(thrown.getStatus().getDescription()).isEqualTo(text);
            assertThat(thrown.getStatus().getCode()).isEqualTo(code);
        });
    }

    private static final class Heard<R> implements StreamObserver<R> {
        private final List<R> messages = new CopyOnWriteArrayList<>();
        private volatile @Nullable Status end;

        @Override
        public void onNext(R message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable thrown) {
            end = Status.fromThrowable(thrown);
        }

        @Override
        public void onCompleted() {
            end = Status.OK;
        }
    }
}
