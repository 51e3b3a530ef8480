package dev.tercet.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.kv.Txn;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchUp;
import dev.tercet.watch.WatchFilter;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written without a message is, byte for byte, what the message would have been. */
class DirectRequestsTest {
    private static final long SEED = 8;
    private static final int MOST_DEPTH = 3;

    private final Random random = new Random(SEED);

    @Test
    void requestsAreWrittenAsTheirMessages() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            same(KvRpcs.RANGE, get());
            same(KvRpcs.PUT, put());
            same(KvRpcs.DELETE_RANGE, delete());
            same(KvRpcs.TXN, txn(0));
        }
        same(KvRpcs.COMPACT, Compaction.at(7));
        same(KvRpcs.COMPACT, Compaction.at(Long.MAX_VALUE).waitingUntilRemoved());
        same(KvRpcs.TXN, Txn.all());
    }

    @Test
    void whatGoesUpSharedStreams() throws IOException {
        for (int i = 0; i < 500; i++) {
            Set<WatchFilter> filters = EnumSet.noneOf(WatchFilter.class);
            for (int j = random.nextInt(3); j > 0; j--) {
                filters.add(any(WatchFilter.values()));
            }
            same(
                    WatchCodec.CODEC,
                    new WatchUp.Create(new WatchRpcs.Create(
                            range(),
                            Math.abs(number() / 2),
                            filters,
                            random.nextBoolean(),
                            random.nextBoolean(),
                            random.nextBoolean())));
            same(WatchCodec.CODEC, new WatchUp.Cancel(number()));
            same(LeaseCodec.RENEWALS, new LeaseRpcs.Renew(number()));
        }
        same(WatchCodec.CODEC, new WatchUp.Progress());
    }

    @Test
    void lengthsAroundThatOfTheBuffer() throws IOException {
        for (int length = 4_050; length < 4_120; length++) {
            Bytes value = bytes(length);
            same(KvRpcs.PUT, Put.of(Bytes.of("k"), value).withLease(-1).returningPrevious());
            same(KvRpcs.TXN, Txn.all(Put.of(bytes(30), value), Put.of(value, value), Put.of(bytes(3), bytes(9))));
        }
        same(KvRpcs.PUT, Put.of(bytes(1), bytes(1_000_000)));
    }

    @Test
    void eachLevelOfNestingIsCountedOnce() {
        Txn nested = Txn.all(put());
        for (int depth = 1; depth < 40; depth++) {
            nested = Txn.when(List.of(compare()))
                    .then(List.of(put(), nested, get()))
                    .orElse(List.of(delete()));
        }
        Txn deepest = nested;
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> same(KvRpcs.TXN, deepest));
    }

    private static <Q> void same(Rpc<Q, ?> rpc, Q request) throws IOException {
        same(Methods.of(rpc), request);
    }

    private static <Q> void same(MethodCodec<Q, ?> codec, Q request) throws IOException {
        byte[] expected = codec.encode(request).toByteArray();

        InputStream drained = codec.stream(request);
        assertThat(drained).isInstanceOf(KnownLength.class);
        assertThat(drained.available()).isEqualTo(expected.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(((Drainable) drained).drainTo(out)).isEqualTo(expected.length);
        assertThat(out.toByteArray()).as("seed %d: %s", SEED, request).isEqualTo(expected);
        assertThat(drained.available()).isZero();
        assertThat(drained.read()).isEqualTo(-1);

        InputStream read = codec.stream(request);
        byte[] begin = read.readNBytes(3);
        assertThat(read.available()).isEqualTo(expected.length - begin.length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(begin);
        assertThat(((Drainable) read).drainTo(all)).isEqualTo(expected.length - begin.length);
        assertThat(all.toByteArray()).isEqualTo(expected);
    }

    private Get get() {
        Get get = Get.of(range());
        get = random.nextBoolean() ? get.limit(Math.abs(number() / 2)) : get;
        get = random.nextBoolean() ? get.atRevision(Math.abs(number() / 2)) : get;
        get = random.nextBoolean() ? get.sortedBy(any(SortTarget.values()), any(SortOrder.values())) : get;
        get = random.nextBoolean() ? get.minModRevision(Math.abs(number() / 2)) : get;
        get = random.nextBoolean() ? get.maxModRevision(Math.abs(number() / 2)) : get;
        get = random.nextBoolean() ? get.minCreateRevision(Math.abs(number() / 2)) : get;
        get = random.nextBoolean() ? get.maxCreateRevision(Math.abs(number() / 2)) : get;
        get = random.nextBoolean() ? get.serializable() : get;
        get = random.nextBoolean() ? get.keysOnly() : get;
        return random.nextBoolean() ? get.countOnly() : get;
    }

    private Put put() {
        if (random.nextInt(4) == 0) {
            return Put.keepingValue(key());
        }
        Put put = Put.of(key(), bytes(random.nextInt(300)));
        put = random.nextBoolean() ? put.withLease(number()) : put;
        return random.nextBoolean() ? put.returningPrevious() : put;
    }

    private Delete delete() {
        return random.nextBoolean() ? Delete.of(range()) : Delete.of(range()).returningPrevious();
    }

    private Txn txn(int depth) {
        List<Compare> compares = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            compares.add(compare());
        }
        return Txn.when(compares).then(ops(depth)).orElse(ops(depth));
    }

    private Compare compare() {
        Compare.Relation relation = any(Compare.Relation.values());
        return switch (any(Compare.Target.values())) {
            case VERSION -> Compare.version(range()).is(relation, number());
            case CREATE_REVISION -> Compare.createRevision(range()).is(relation, number());
            case MOD_REVISION -> Compare.modRevision(range()).is(relation, number());
            case LEASE -> Compare.lease(range()).is(relation, number());
            case VALUE -> Compare.value(range()).is(relation, bytes(random.nextInt(3)));
        };
    }

    private List<Op<?>> ops(int depth) {
        List<Op<?>> ops = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ops.add(
                    switch (random.nextInt(depth < MOST_DEPTH ? 4 : 3)) {
                        case 0 -> get();
                        case 1 -> put();
                        case 2 -> delete();
                        default -> txn(depth + 1);
                    });
        }
        return ops;
    }

    private KeyRange range() {
        return switch (random.nextInt(3)) {
            case 0 -> KeyRange.of(key());
            case 1 -> KeyRange.prefix(key());
            default -> KeyRange.ALL;
        };
    }

    private Bytes key() {
        return bytes(1 + random.nextInt(200));
    }

    private Bytes bytes(int length) {
        byte[] array = new byte[length + 2];
        random.nextBytes(array);
        return Bytes.wrap(array, 1, length);
    }

    /** Of any length on the wire, zero and negative ones too. */
    private long number() {
        return random.nextInt(5) == 0 ? 0 : random.nextLong() >> random.nextInt(64);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
