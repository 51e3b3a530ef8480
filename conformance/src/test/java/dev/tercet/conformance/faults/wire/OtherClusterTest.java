package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.kv.Get;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The cluster behind an endpoint becomes another, by a wrong entry in DNS or a restored backup: a watch never goes on there, and a call
 * says whose answer it has.
 */
class OtherClusterTest {
    private static final long OURS = 0xaaaa;
    private static final long THEIRS = 0xffff_ffff_ffff_bbbbL;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ResponseHeader header(long cluster, long revision) {
        return ResponseHeader.newBuilder(Messages.header(revision))
                .setClusterId(cluster)
                .build();
    }

    /** The first stream is ours, and is cut behind its first change; those after it are theirs. */
    private static final class Moved implements Script {
        private final AtomicInteger creations = new AtomicInteger();

        @Override
        public void message(Http2Call call, byte[] message) {
            if (!call.path().endsWith("/Watch")) {
                return;
            }
            try {
                if (!dev.tercet.proto.etcdserverpb.WatchRequest.parseFrom(message)
                        .hasCreateRequest()) {
                    return;
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
            boolean ours = creations.getAndIncrement() == 0;
            ResponseHeader header = header(ours ? OURS : THEIRS, ours ? 5 : 90);
            WatchResponse created = WatchResponse.newBuilder()
                    .setHeader(header)
                    .setCreated(true)
                    .build();
            WatchResponse change = WatchResponse.newBuilder()
                    .setHeader(header)
                    .addEvents(Messages.put("k", ours ? "ours" : "theirs", ours ? 5 : 90))
                    .build();
            call.send(
                    Frame.headers(call.stream(), Fields.answer(), false),
                    Frame.data(call.stream(), GrpcMessages.of(created.toByteArray()), false),
                    Frame.data(call.stream(), GrpcMessages.of(change.toByteArray()), false));
            if (ours) {
                call.connection().cut(Cut.FIN);
            }
        }

        @Override
        public void whole(Http2Call call) {
            if (call.path().endsWith("/Range")) {
                call.answer(RangeResponse.newBuilder()
                        .setHeader(header(creations.get() < 2 ? OURS : THEIRS, 90))
                        .build()
                        .toByteArray());
            }
        }
    }

    @Test
    void aWatchDoesNotGoOnThere() throws Exception {
        try (Http2Server server = new Http2Server(new Moved());
                EtcdClient etcd = EtcdClient.builder()
                        .endpoints(server.endpoint())
                        .transport(new GrpcTransportProvider())
                        .build()) {
            assertThat(etcd.kv().get(Get.of("k")).header().clusterId()).isEqualTo(OURS);
            Watch watch = etcd.async().watches().open(WatchRequest.of("k").fromRevision(5));
            List<WatchSignal> told = new ArrayList<>();
            while (told.isEmpty() || !(told.get(told.size() - 1) instanceof WatchSignal.Ended)) {
                told.add(watch.poll(PATIENCE).orElseThrow());
            }
            assertThat(told)
                    .hasSize(4)
                    .satisfiesExactly(
                            first -> assertThat(first).isEqualTo(new WatchSignal.Started(5)),
                            change -> assertThat(((WatchSignal.Change) change)
                                            .events()
                                            .get(0)
                                            .valueText())
                                    .isEqualTo("ours"),
                            gone -> assertThat(gone).isInstanceOf(WatchSignal.Interrupted.class),
                            end -> assertThat(((WatchSignal.Ended) end).cause())
                                    .get()
                                    .isInstanceOfSatisfying(ProtocolException.class, cause -> {
                                        assertThat(cause.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                                        assertThat(cause).hasMessageContaining("cluster aaaa");
                                        assertThat(cause).hasMessageContaining("cluster ffffffffffffbbbb");
                                    }));
            // Calls know nothing of each other. Each says whose answer it is.
            assertThat(etcd.kv().get(Get.of("k")).header().clusterId()).isEqualTo(THEIRS);
        }
    }
}
