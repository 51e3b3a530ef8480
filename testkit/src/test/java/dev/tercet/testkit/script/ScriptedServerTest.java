package dev.tercet.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedServerTest {
    private static final PutRequest PUT =
            PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")).build();

    private final ScriptedServer server = ScriptedServer.start();
    private final ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .build();

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void answersInTheOrderOfTheScriptAndRecords() {
        UnaryScript<PutRequest, PutResponse> script = server.unary(KVGrpc.getPutMethod())
                .then(Answer.failure(Messages.invalidToken()))
                .always(Answer.reply(Messages.putReply(5)));
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER), "t1");
        KVGrpc.KVBlockingStub stub =
                KVGrpc.newBlockingStub(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));

        assertThatThrownBy(() -> stub.put(PUT))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("invalid auth token");
        assertThat(stub.put(PUT).getHeader().getRevision()).isEqualTo(5);
        assertThat(stub.put(PUT).getHeader().getRevision()).isEqualTo(5);

        assertThat(script.count()).isEqualTo(3);
        assertThat(script.calls().get(0).request()).isEqualTo(PUT);
        assertThat(script.calls().get(0).headers().token()).isEqualTo("t1");
        assertThat(script.calls().get(0).headers().requiresLeader()).isFalse();
        assertThat(server.callCount()).isEqualTo(3);
    }

    @Test
    void whatHasNoScriptIsUnimplemented() {
        assertThatThrownBy(() -> KVGrpc.newBlockingStub(channel).put(PUT))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
    }

    @Test
    void staysSilentAndSeesTheCancellation() {
        server.unary(KVGrpc.getPutMethod()).always(Answer.silence());
        ListenableFuture<PutResponse> future = KVGrpc.newFutureStub(channel).put(PUT);
        UnaryCall<PutRequest, PutResponse> call =
                server.unary(KVGrpc.getPutMethod()).awaitCall(1);
        assertThat(call.isCancelled()).isFalse();
        future.cancel(true);
        call.awaitCancelled();
    }

    @Test
    void answersLater() {
        server.unary(KVGrpc.getPutMethod())
                .always(Answer.<PutRequest, PutResponse>reply(Messages.putReply(2))
                        .after(Duration.ofMillis(50)));
        long before = System.nanoTime();
        assertThat(KVGrpc.newBlockingStub(channel).put(PUT).getHeader().getRevision())
                .isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(49));
    }

    @Test
    void playsAWatchByHand() throws InterruptedException {
        Replies replies = new Replies();
        StreamObserver<WatchRequest> requests = WatchGrpc.newStub(channel).watch(replies);
        requests.onNext(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setStartRevision(5))
                .build());

        WatchStream stream = server.watches().await();
        assertThat(stream.expectCreate().getStartRevision()).isEqualTo(5);
        stream.created(0, 100).events(0, Messages.put("k", "v", 7)).compacted(0, 9);
        assertThat(server.watches().open()).containsExactly(stream);
        stream.end();

        assertThat(replies.queue.take()).matches(r -> ((WatchResponse) r).getCreated());
        assertThat(replies.queue.take())
                .matches(r -> ((WatchResponse) r).getEvents(0).getKv().getModRevision() == 7);
        assertThat(replies.queue.take()).matches(r -> ((WatchResponse) r).getCompactRevision() == 9);
        assertThat(replies.queue.take()).isEqualTo("end");
        assertThat(server.watches().open()).isEmpty();
    }

    @Test
    void anEndWithoutDescriptionAndWithoutMessagesReachesTheClient() throws InterruptedException {
        Replies replies = new Replies();
        StreamObserver<WatchRequest> requests = WatchGrpc.newStub(channel).watch(replies);
        server.watches().await().failWithoutDescription();
        assertThat(replies.queue.take())
                .matches(t -> Status.fromThrowable((Throwable) t).getCode().equals(Status.Code.UNAVAILABLE));
        assertThat(requests).isNotNull();
    }

    @Test
    void comesBackOnTheSamePort() {
        server.unary(KVGrpc.getPutMethod()).always(Answer.reply(Messages.putReply(3)));
        server.stop();
        assertThatThrownBy(() -> KVGrpc.newBlockingStub(channel).put(PUT)).isInstanceOf(StatusRuntimeException.class);
        server.restart();
        PutResponse response =
                KVGrpc.newBlockingStub(channel).withWaitForReady().put(PUT);
        assertThat(response.getHeader().getRevision()).isEqualTo(3);
    }

    @Test
    void goingAwayLetsCallsEndAndFreesThePort() throws Exception {
        server.unary(KVGrpc.getPutMethod()).then(Answer.silence()).always(Answer.reply(Messages.putReply(4)));
        ListenableFuture<PutResponse> first = KVGrpc.newFutureStub(channel).put(PUT);
        UnaryCall<PutRequest, PutResponse> call =
                server.unary(KVGrpc.getPutMethod()).awaitCall(1);
        server.goAway();
        server.restart();
        PutResponse second = KVGrpc.newBlockingStub(channel).withWaitForReady().put(PUT);
        assertThat(second.getHeader().getRevision()).isEqualTo(4);
        call.reply(Messages.putReply(1));
        assertThat(first.get().getHeader().getRevision()).isEqualTo(1);
    }

    private static final class Replies implements StreamObserver<WatchResponse> {
        final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

        @Override
        public void onNext(WatchResponse response) {
            queue.add(response);
        }

        @Override
        public void onError(Throwable failure) {
            queue.add(failure);
        }

        @Override
        public void onCompleted() {
            queue.add("end");
        }
    }
}
