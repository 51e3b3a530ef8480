package dev.tercet.embedded.internal.front.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.server.Host;
import dev.tercet.embedded.internal.server.Identities;
import dev.tercet.embedded.internal.server.Usage;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.ReplyTooLargeException;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectTransportTest {
    private static final Usage NOTHING = new Usage(0, 0, 0);

    private final Host host =
            new Host(Identities.of("direct", "3.7.3"), Limits.DEFAULT, null, "tercet-embedded-direct-test");
    private static final MessageLimit LIMIT = new MessageLimit(2_000_000);

    private final DirectFront front = new DirectFront(host, LIMIT);
    private final DirectTransport transport = new DirectTransport(front, new Sizes(LIMIT, Integer.MAX_VALUE));

    @AfterEach
    void close() {
        transport.close();
        host.close();
        assertThat(host.usage()).isEqualTo(NOTHING);
    }

    private <Q, R> Heard<R> call(Rpc<Q, R> rpc, Q request) {
        Heard<R> heard = new Heard<>();
        transport.call(rpc, request, CallContext.PLAIN, heard);
        return heard;
    }

    private void put(String key) {
        call(KvRpcs.PUT, Put.of(key, "v")).only();
    }

    private long lease() {
        LeaseGrant grant = call(LeaseRpcs.GRANT, new LeaseRpcs.Grant(60, 0)).only();
        return grant.id();
    }

    private Heard<WatchRpcs.Message> watch(KeyRange range, long from) {
        Heard<WatchRpcs.Message> heard = new Heard<>();
        open(range, from, heard);
        return heard;
    }

    private WireStream open(KeyRange range, long from, Heard<WatchRpcs.Message> heard) {
        WatchRpcs.Create create = new WatchRpcs.Create(range, from, Set.of(), false, false, false);
        return transport.stream(WatchRpcs.WATCH, create, CallContext.PLAIN, heard);
    }

    @Test
    void theReplyIsThereWhenTheCallReturns() {
        put("k");
        GetResult result = call(KvRpcs.RANGE, Get.of("k")).only();
        assertThat(result.kvs()).hasSize(1);
        assertThat(result.header().revision()).isEqualTo(2);
    }

    @Test
    void aRefusalWasAnswered() {
        assertThat(call(KvRpcs.RANGE, Get.of("k").atRevision(9)).failure())
                .hasFieldOrPropertyWithValue("code", StatusCode.OUT_OF_RANGE)
                .hasFieldOrPropertyWithValue("reach", Reach.ANSWERED)
                .hasFieldOrPropertyWithValue("message", "etcdserver: mvcc: required revision is a future revision");
    }

    @Test
    void theServerHasEveryCallThatTheClientKnows() throws IllegalAccessException {
        List<String> missing = new ArrayList<>();
        for (Class<?> rows : List.of(
                KvRpcs.class,
                LeaseRpcs.class,
                WatchRpcs.class,
                LockRpcs.class,
                ElectionRpcs.class,
                AuthRpcs.class,
                ClusterRpcs.class,
                MaintenanceRpcs.class)) {
            for (Field field : rows.getFields()) {
                Object row = field.get(null);
                String name = row instanceof Rpc<?, ?> rpc ? rpc.fullName() : ((StreamRpc<?, ?>) row).fullName();
                if (host.methods().find(name) == null) {
                    missing.add(name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aLostReplyIsLostAndWasApplied() {
        host.faults().add(Fault.replyLost().on("Put").times(1));
        assertThat(call(KvRpcs.PUT, Put.of("k", "v")).failure())
                .hasFieldOrPropertyWithValue("code", StatusCode.UNAVAILABLE)
                .hasFieldOrPropertyWithValue("reach", Reach.LOST);
        assertThat(call(KvRpcs.RANGE, Get.of("k")).only().kvs()).hasSize(1);
    }

    @Test
    void whatWaitsIsGivenUpOnce() {
        call(LockRpcs.LOCK, new LockRpcs.Acquire(Bytes.of("l"), lease())).only();
        Heard<?> waiting = new Heard<>();
        WireCall call = lock(waiting);
        assertThat(host.usage()).isEqualTo(new Usage(0, 0, 1));
        assertThat(call.hasLeft()).isTrue();

        call.cancel();
        call.cancel();

        assertThat(waiting.failure().code()).isEqualTo(StatusCode.CANCELLED);
        assertThat(host.usage()).isEqualTo(NOTHING);
    }

    @SuppressWarnings("unchecked")
    private WireCall lock(Heard<?> heard) {
        return transport.call(
                (Rpc<LockRpcs.Acquire, Object>) (Rpc<?, ?>) LockRpcs.LOCK,
                new LockRpcs.Acquire(Bytes.of("l"), lease()),
                CallContext.PLAIN,
                (Heard<Object>) heard);
    }

    @Test
    void closingEndsAllThatIsOpen() {
        call(LockRpcs.LOCK, new LockRpcs.Acquire(Bytes.of("l"), lease())).only();
        Heard<?> waiting = new Heard<>();
        lock(waiting);
        Heard<WatchRpcs.Message> watch = watch(KeyRange.of("k"), 0);

        transport.close();

        assertThat(waiting.failure().reach()).isEqualTo(Reach.LOST);
        assertThat(watch.failure().code()).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(host.usage()).isEqualTo(NOTHING);
        assertThat(call(KvRpcs.RANGE, Get.of("k")).failure().reach()).isEqualTo(Reach.NEVER_LEFT);
        assertThat(watch(KeyRange.of("k"), 0).failure().reach()).isEqualTo(Reach.NEVER_LEFT);
    }

    @Test
    void aStoppedServerIsNotReached() {
        Heard<WatchRpcs.Message> watch = watch(KeyRange.of("k"), 0);
        host.stop();
        assertThat(watch.failure().message()).isEqualTo("etcdserver: server stopped");
        assertThat(call(KvRpcs.RANGE, Get.of("k")).failure())
                .hasFieldOrPropertyWithValue("reach", Reach.NEVER_LEFT)
                .hasFieldOrPropertyWithValue("message", "the embedded etcd is stopped");
    }

    @Test
    void aRenewalIsOneCall() {
        long id = lease();
        LeaseRenewal renewal = call(LeaseRpcs.RENEW, new LeaseRpcs.Renew(id)).only();
        assertThat(renewal.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(call(LeaseRpcs.RENEW, new LeaseRpcs.Renew(id + 1)).only().ttl())
                .isZero();
        assertThat(host.usage()).isEqualTo(NOTHING);
    }

    @Test
    void aReplyAboveTheClientsLimitIsNotTaken() {
        DirectTransport small = new DirectTransport(front, new Sizes(LIMIT, 1_000));
        call(KvRpcs.PUT, Put.of(Bytes.of("k"), Bytes.wrap(new byte[2_000]))).only();
        Heard<GetResult> heard = new Heard<>();
        small.call(KvRpcs.RANGE, Get.of("k"), CallContext.PLAIN, heard);
        assertThat(heard.failure())
                .hasFieldOrPropertyWithValue("code", StatusCode.RESOURCE_EXHAUSTED)
                .hasFieldOrPropertyWithValue("reach", Reach.LOST);
    }

    @Test
    void aReplyAboveTheCallsOwnLimitIsNotTaken() {
        call(KvRpcs.PUT, Put.of(Bytes.of("k"), Bytes.wrap(new byte[2_000]))).only();
        Heard<GetResult> heard = new Heard<>();
        transport.call(KvRpcs.RANGE, Get.of("k"), CallContext.PLAIN.withMaxReplyBytes(1_000), heard);
        assertThat(heard.failure().cause()).isInstanceOf(ReplyTooLargeException.class);
        Heard<GetResult> wider = new Heard<>();
        transport.call(KvRpcs.RANGE, Get.of("k"), CallContext.PLAIN.withMaxReplyBytes(3_000), wider);
        assertThat(wider.only().kvs()).hasSize(1);
    }

    @Test
    void aStreamGivesNoMoreThanWasAskedFor() {
        for (int i = 0; i < 20; i++) {
            call(KvRpcs.PUT, Put.of(Bytes.of("k" + i), Bytes.wrap(new byte[100_000])))
                    .only();
        }
        AtomicReference<WireStream> stream = new AtomicReference<>();
        Heard<SnapshotChunk> heard = new Heard<>(chunk -> {
            if (stream.get() != null) {
                stream.get().request(1);
            }
        });
        WireStream opened =
                transport.stream(MaintenanceRpcs.SNAPSHOT, MaintenanceRpcs.Ask.SNAPSHOT, CallContext.PLAIN, heard);
        await().until(() -> heard.messages.size() == 1);
        assertThat(heard.ends).isEmpty();

        // Now each asks for the next.
        stream.set(opened);
        opened.request(1);
        await().until(() -> !heard.ends.isEmpty());
        assertThat(heard.ends).containsExactly(Optional.empty());
        assertThat(heard.messages).hasSizeGreaterThan(10);
        assertThat(heard.deepest).isEqualTo(1);
    }

    @Test
    void aWatchSaysFirstThatItIsThere() {
        Heard<WatchRpcs.Message> heard = new Heard<>();
        WireStream stream = open(KeyRange.of("k"), 0, heard);
        await().until(() -> heard.messages.size() == 1);
        assertThat(heard.messages.get(0)).isInstanceOf(WatchRpcs.Created.class);

        put("k");
        await().until(() -> heard.messages.size() == 2);
        assertThat(heard.messages.get(1)).isInstanceOf(WatchRpcs.Events.class);

        stream.requestProgress();
        await().until(() -> heard.messages.size() == 3);
        assertThat(heard.messages.get(2)).isInstanceOfSatisfying(WatchRpcs.Progress.class, progress -> {
            assertThat(progress.asked()).isTrue();
            assertThat(progress.header().revision()).isEqualTo(2);
        });

        stream.cancel();
        assertThat(heard.failure().code()).isEqualTo(StatusCode.CANCELLED);
        assertThat(host.usage()).isEqualTo(NOTHING);
    }

    @Test
    void aWatchOfWhatWasCompactedIsCanceledAndEndsWell() {
        put("k");
        put("k");
        call(KvRpcs.COMPACT, Compaction.at(3)).only();
        Heard<WatchRpcs.Message> heard = watch(KeyRange.of("k"), 1);
        await().until(() -> !heard.ends.isEmpty());
        assertThat(heard.messages.get(heard.messages.size() - 1))
                .isInstanceOfSatisfying(
                        WatchRpcs.Canceled.class,
                        canceled -> assertThat(canceled.compactRevision()).isEqualTo(3));
        assertThat(heard.ends).containsExactly(Optional.empty());
    }

    @Test
    void watchesOfTheSameShareTheirEvents() {
        Heard<WatchRpcs.Message> one = watch(KeyRange.prefix("k"), 0);
        Heard<WatchRpcs.Message> other = watch(KeyRange.prefix("k"), 0);
        await().until(() -> one.messages.size() == 1 && other.messages.size() == 1);
        put("k1");
        await().until(() -> one.messages.size() == 2 && other.messages.size() == 2);
        assertThat(((WatchRpcs.Events) one.messages.get(1)).events())
                .isSameAs(((WatchRpcs.Events) other.messages.get(1)).events());
    }

    @Test
    void aWatcherThatWritesDoesNotHearItselfWithinItself() {
        Heard<WatchRpcs.Message> heard = new Heard<>(message -> {
            if (message instanceof WatchRpcs.Events events && events.header().revision() < 200) {
                put("k");
            }
        });
        open(KeyRange.of("k"), 0, heard);
        put("k");
        await().until(() -> call(KvRpcs.RANGE, Get.of("k")).only().header().revision() >= 200);
        assertThat(heard.deepest).isEqualTo(1);
        assertThat(List.copyOf(heard.ends)).isEmpty();
    }

    @Test
    void aMistakeOfOursEndsTheCallOrTheStream() {
        Heard<GetResult> got = new Heard<>();
        new DirectCall<>(transport, front.rows().of(KvRpcs.RANGE).codec(), Integer.MAX_VALUE, got)
                .start(
                        "a/Call",
                        (request, caller, outcome) -> {
                            throw new IllegalStateException("a mistake");
                        },
                        RangeRequest.getDefaultInstance(),
                        new Caller(null, false));
        assertThat(got.failure())
                .hasFieldOrPropertyWithValue("code", StatusCode.INTERNAL)
                .hasFieldOrPropertyWithValue(
                        "message", "the embedded etcd failed at a/Call: java.lang.IllegalStateException: a mistake");

        Heard<WatchRpcs.Message> watched = new Heard<>();
        new DirectWatch(transport, watched)
                .start(
                        (caller, outlet) -> {
                            throw new IllegalStateException("a mistake");
                        },
                        WatchRequest.getDefaultInstance(),
                        new Caller(null, false));
        assertThat(watched.failure()).hasFieldOrPropertyWithValue("code", StatusCode.INTERNAL);
    }
}
