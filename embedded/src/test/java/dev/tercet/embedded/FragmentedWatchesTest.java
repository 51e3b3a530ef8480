package dev.tercet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.tercet.EtcdClient;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchSignal.Change;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of watches that are cut on demand: as they go over the wire, and as a client delivers them. */
class FragmentedWatchesTest {
    private static final int LIMIT = 300;
    private static final int KEYS = 20;

    private final EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
    private final EtcdClient client = etcd.client();
    private final ManagedChannel channel = NettyChannelBuilder.forAddress(
                    "127.0.0.1", etcd.port().getAsInt())
            .usePlaintext()
            .build();

    @BeforeEach
    void fragment() {
        etcd.faults().fragmentWatchesAbove(LIMIT);
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        client.close();
        etcd.close();
    }

    @Test
    void aClientDeliversTheRevisionWhole() {
        List<Change> changes = new CopyOnWriteArrayList<>();
        try (Watch watch = client.watches().open(dev.tercet.watch.WatchRequest.prefix("k"), signal -> {
            if (signal instanceof Change change) {
                changes.add(change);
            }
        })) {
            await().until(() -> etcd.usage().watches() == 1);
            long revision = putAll();
            client.kv().put("k", "after");
            await().until(() -> changes.size() == 2);
            assertThat(changes.get(0).revision()).isEqualTo(revision);
            assertThat(changes.get(0).events()).hasSize(KEYS);
            assertThat(watch.isOpen()).isTrue();
        }
    }

    @Test
    void onTheWireItIsInPieces() {
        Heard cut = watch(true);
        Heard whole = watch(false);
        long revision = putAll();
        await().until(() -> cut.events() == KEYS && whole.events() == KEYS);

        assertThat(whole.messages)
                .singleElement()
                .extracting(WatchResponse::getFragment)
                .isEqualTo(false);
        assertThat(cut.messages).hasSizeGreaterThan(2);
        assertThat(cut.messages).allSatisfy(message -> {
            assertThat(message.getSerializedSize()).isLessThanOrEqualTo(LIMIT);
            assertThat(message.getHeader().getRevision()).isEqualTo(revision);
            assertThat(message.getFragment()).isEqualTo(message != cut.messages.get(cut.messages.size() - 1));
        });
        assertThat(cut.messages.stream().flatMap(message -> message.getEventsList().stream()))
                .isEqualTo(whole.messages.get(0).getEventsList());
    }

    @Test
    void nothingIsCutAnyMoreOnceFaultsAreCleared() {
        Heard heard = watch(true);
        etcd.faults().clear();
        putAll();
        await().until(() -> heard.events() == KEYS);
        assertThat(heard.messages).hasSize(1);
    }

    private long putAll() {
        List<Put> puts = IntStream.range(0, KEYS)
                .mapToObj(i -> Put.of("k" + i, "x".repeat(50)))
                .toList();
        return client.kv().txn(Txn.when().then(puts)).header().revision();
    }

    private Heard watch(boolean fragments) {
        Heard heard = new Heard();
        WatchGrpc.newStub(channel)
                .watch(heard)
                .onNext(WatchRequest.newBuilder()
                        .setCreateRequest(WatchCreateRequest.newBuilder()
                                .setKey(ByteString.copyFromUtf8("k"))
                                .setRangeEnd(ByteString.copyFromUtf8("l"))
                                .setFragment(fragments))
                        .build());
        await().until(() -> heard.created);
        return heard;
    }

    private static final class Heard implements StreamObserver<WatchResponse> {
        private final List<WatchResponse> messages = new CopyOnWriteArrayList<>();
        private volatile boolean created;

        int events() {
            return messages.stream().mapToInt(WatchResponse::getEventsCount).sum();
        }

        @Override
        public void onNext(WatchResponse message) {
            if (message.getCreated()) {
                created = true;
            } else {
                messages.add(message);
            }
        }

        @Override
        public void onError(Throwable thrown) {
            // The channel is shut down at the end.
        }

        @Override
        public void onCompleted() {
            // As above.
        }
    }
}
