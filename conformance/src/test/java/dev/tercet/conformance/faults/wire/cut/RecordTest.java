package dev.tercet.conformance.faults.wire.cut;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.EtcdClient;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the {@link Recording} anew, when {@code tercet.record} says where to: a watch of the newest etcd with previous values,
 * fragments and marks, whose history has single puts, a transaction of several keys, deletions, and large transactions that do not
 * fit into a message.
 */
class RecordTest {
    /** What comes after this was there when the watch was made; what comes then it is told one by one. */
    private static final long HISTORY = 15;

    private static final int MANY = 100;
    private static final int SECONDS = 20;

    private final List<WatchResponse> recorded = new ArrayList<>();
    private final BlockingQueue<WatchResponse> coming = new LinkedBlockingQueue<>();

    @Test
    @EnabledIfSystemProperty(named = "tercet.record", matches = ".+")
    void fromARealEtcd() throws Exception {
        EtcdSettings settings = EtcdSettings.newest()
                // With half a megabyte that it adds itself, the most that a message has.
                .withOption("max-request-bytes", "65536")
                .withWatchProgressEvery(Duration.ofSeconds(1));
        try (RealEtcd real = RealEtcd.start(settings);
                EtcdClient etcd =
                        EtcdClient.builder().endpoints(real.endpoint(0)).build()) {
            history(etcd);
            ManagedChannel channel = ManagedChannelBuilder.forTarget(
                            real.endpoint(0).replaceFirst("^http://", ""))
                    .usePlaintext()
                    .maxInboundMessageSize(Integer.MAX_VALUE)
                    .build();
            try {
                watch(channel);
                take(message -> revision(message) == HISTORY && !message.getFragment());
                live(etcd);
            } finally {
                channel.shutdownNow();
            }
        }
        assertThat(recorded).anyMatch(WatchResponse::getFragment);
        assertThat(recorded).anyMatch(message -> message.getEventsCount() == 0);
        try (var out = Files.newOutputStream(Path.of(System.getProperty("tercet.record")))) {
            Recording.write(recorded, out);
        }
    }

    private static void history(EtcdClient etcd) {
        for (long revision = 2; revision < Session.FIRST; revision++) {
            etcd.kv().put("/elsewhere", "v" + revision);
        }
        put(etcd, "a", 5);
        put(etcd, "b", 6);
        etcd.kv().txn(Txn.all(put("a", "v7"), put("b", "v7"), put("c", "v7"), put("d", "v7")));
        etcd.kv().delete(Recording.PREFIX + "a");
        etcd.kv().txn(Txn.all(Delete.of(Recording.PREFIX + "b"), put("e", "v9")));
        for (long revision = 10; revision <= HISTORY; revision++) {
            String value = Long.toString(revision, 36).repeat(560);
            etcd.kv()
                    .txn(Txn.all(IntStream.range(0, MANY)
                            .mapToObj(key -> put("many/%03d".formatted(key), value))
                            .toArray(Put[]::new)));
        }
    }

    private void live(EtcdClient etcd) throws InterruptedException {
        put(etcd, "ä", 16);
        take(message -> revision(message) == 16);
        put(etcd, "a", 17);
        take(message -> revision(message) == 17);
        take(message -> message.getEventsCount() == 0);
        etcd.kv().delete(Recording.PREFIX + "ä");
        take(message -> revision(message) == 18);
        etcd.kv().txn(Txn.all(put("c", "v19"), Delete.of(Recording.PREFIX + "d"), put("e", "v19")));
        take(message -> revision(message) == 19);
        take(message -> message.getEventsCount() == 0);
        put(etcd, "a", Session.LAST);
        take(message -> revision(message) == Session.LAST);
    }

    private static Put put(String key, String value) {
        return Put.of(Recording.PREFIX + key, value);
    }

    private static void put(EtcdClient etcd, String key, long revision) {
        long got = etcd.kv().put(put(key, "v" + revision)).header().revision();
        assertThat(got).isEqualTo(revision);
    }

    /** Of its last change. */
    private static long revision(WatchResponse message) {
        int events = message.getEventsCount();
        return events == 0 ? 0 : message.getEvents(events - 1).getKv().getModRevision();
    }

    private void watch(ManagedChannel channel) throws InterruptedException {
        StreamObserver<WatchRequest> requests = WatchGrpc.newStub(channel).watch(new StreamObserver<>() {
            @Override
            public void onNext(WatchResponse message) {
                coming.add(message);
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {}
        });
        requests.onNext(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(Recording.PREFIX))
                        .setRangeEnd(ByteString.copyFromUtf8("/recorded0"))
                        .setStartRevision(Session.FIRST)
                        .setPrevKv(true)
                        .setFragment(true)
                        .setProgressNotify(true))
                .build());
        assertThat(next().getCreated()).isTrue();
    }

    private WatchResponse next() throws InterruptedException {
        return Objects.requireNonNull(coming.poll(SECONDS, TimeUnit.SECONDS), "nothing more comes");
    }

    private void take(Predicate<WatchResponse> until) throws InterruptedException {
        WatchResponse message;
        do {
            message = next();
            recorded.add(message);
        } while (!until.test(message));
    }
}
