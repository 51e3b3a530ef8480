package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Received;
import dev.tercet.grpc.support.Scripted;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.KeyRange;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedStreamsTest {
    private Scripted server;
    private Transport transport;

    @BeforeEach
    void start() throws IOException {
        server = Scripted.start();
        transport = Wire.to(server.port());
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void tenThousandWatchesNeedFiftyStreams() {
        List<Received<WatchRpcs.Message>> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(watch(CallContext.PLAIN));
        }
        Awaitility.await()
                .until(() -> server.watches().size() == 50
                        && server.watches().stream().allMatch(one -> one.up.size() == 200));
        server.watches().forEach(one -> {
            for (int id = 0; id < 200; id++) {
                one.down.onNext(created(id));
            }
        });
        all.forEach(one -> assertThat(one.message(0)).isInstanceOf(WatchRpcs.Created.class));
        transport.close();
        all.forEach(one -> assertThat(one.failure().reach()).isEqualTo(Reach.LOST));
        assertThat(all).allMatch(one -> one.ends() == 1);
        Awaitility.await().until(() -> server.watches().stream().allMatch(Scripted.Open::isEnded));
    }

    @Test
    void cancellingTheLastWatchEndsTheStreamAtTheServer() {
        Received<WatchRpcs.Message> a = watch(CallContext.PLAIN);
        Received<WatchRpcs.Message> b = watch(CallContext.PLAIN);
        Scripted.Open<WatchRequest, WatchResponse> stream = stream(0, 2);
        stream.down.onNext(created(4));
        a.message(0);
        a.stream().cancel();
        assertThat(a.failure().code()).isEqualTo(StatusCode.CANCELLED);
        Awaitility.await().until(() -> stream.up.size() == 3);
        assertThat(stream.up.get(2).getCancelRequest().getWatchId()).isEqualTo(4);
        assertThat(stream.isEnded()).isFalse();
        b.stream().cancel();
        Awaitility.await().until(stream::isEnded);
    }

    @Test
    void theServersEndIsEverybodysEnd() {
        Received<WatchRpcs.Message> a = watch(CallContext.WITH_LEADER);
        Received<WatchRpcs.Message> b = watch(CallContext.WITH_LEADER);
        stream(0, 2)
                .down
                .onError(Status.UNAVAILABLE
                        .withDescription("etcdserver: no leader")
                        .asRuntimeException());
        WireFailure noLeader = new WireFailure(StatusCode.UNAVAILABLE, "etcdserver: no leader", Reach.ANSWERED, null);
        assertThat(a.failure()).isEqualTo(noLeader);
        assertThat(b.failure()).isEqualTo(noLeader);

        Received<WatchRpcs.Message> c = watch(CallContext.WITH_LEADER);
        stream(1, 1).down.onCompleted();
        assertThat(c.end()).isNull();
    }

    @Test
    void theCallersOwnGrpcContextIsNotOurs() {
        List<Received<WatchRpcs.Message>> watches = new ArrayList<>();
        try (Context.CancellableContext handler = Context.current().withCancellation()) {
            handler.run(() -> watches.add(watch(CallContext.PLAIN)));
            stream(0, 1);
        }
        stream(0, 1).down.onNext(created(0));
        assertThat(watches.get(0).message(0)).isInstanceOf(WatchRpcs.Created.class);
        assertThat(watches.get(0).ends()).isZero();
    }

    @Test
    void headersAreTheContexts() {
        watch(new CallContext("a-token", true));
        // The server takes up streams side by side, so the second must not begin before the first is there.
        Awaitility.await().until(() -> server.headers().size() == 1);
        watch(CallContext.PLAIN);
        Awaitility.await().until(() -> server.headers().size() == 2);
        Metadata with = server.headers().get(0);
        assertThat(with.get(key("token"))).isEqualTo("a-token");
        assertThat(with.get(key("hasleader"))).isEqualTo("true");
        assertThat(server.headers().get(1).keys()).doesNotContain("token", "hasleader");
    }

    @Test
    void renewalsShareAStreamAndOutliveIt() {
        Answer<LeaseRenewal> one = renew(1);
        Answer<LeaseRenewal> two = renew(2);
        Awaitility.await()
                .until(() -> server.renewals().size() == 1
                        && server.renewals().get(0).up.size() == 2);
        Scripted.Open<LeaseKeepAliveRequest, LeaseKeepAliveResponse> stream =
                server.renewals().get(0);
        stream.down.onNext(
                LeaseKeepAliveResponse.newBuilder().setID(2).setTTL(9).build());
        assertThat(two.reply().ttl()).hasSeconds(9);
        assertThat(one.isDone()).isFalse();
        assertThat(one.call().hasLeft()).isTrue();
        stream.down.onCompleted();
        assertThat(one.failure().reach()).isEqualTo(Reach.LOST);

        Answer<LeaseRenewal> three = renew(1);
        Awaitility.await()
                .until(() -> server.renewals().size() == 2
                        && server.renewals().get(1).up.size() == 1);
        three.call().cancel();
        assertThat(three.failure().code()).isEqualTo(StatusCode.CANCELLED);
        Answer<LeaseRenewal> four = renew(1);
        for (int ttl = 1; ttl <= 2; ttl++) {
            server.renewals()
                    .get(1)
                    .down
                    .onNext(LeaseKeepAliveResponse.newBuilder()
                            .setID(1)
                            .setTTL(ttl)
                            .build());
        }
        assertThat(four.reply().ttl()).hasSeconds(2);
        assertThat(three.ends()).isEqualTo(1);
    }

    private Scripted.Open<WatchRequest, WatchResponse> stream(int index, int creates) {
        Awaitility.await()
                .until(() -> server.watches().size() > index
                        && server.watches().get(index).up.size() == creates);
        return server.watches().get(index);
    }

    private Received<WatchRpcs.Message> watch(CallContext context) {
        WatchRpcs.Create create = new WatchRpcs.Create(KeyRange.of("k"), 0, Set.of(), false, false, true);
        return Received.from(transport, WatchRpcs.WATCH, create, context);
    }

    private Answer<LeaseRenewal> renew(long id) {
        return Answer.to(transport, LeaseRpcs.RENEW, new LeaseRpcs.Renew(id));
    }

    private static WatchResponse created(long id) {
        return WatchResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setRevision(5))
                .setWatchId(id)
                .setCreated(true)
                .build();
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
