package dev.tercet.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.KeyValue;
import dev.tercet.spi.hub.WatchDown;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read without messages is what the generated ones read, in any pieces, and so is what is refused. */
class WireReaderTest {
    private static final long SEED = 20_261_121;
    private static final List<Integer> WINDOWS = List.of(1, 2, 11, 64, 4096);

    private interface Field {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Field... fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (Field field : fields) {
            field.write(out);
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static GetResult read(byte[] message, int window, int piece) throws IOException {
        return DirectReplies.range(WireReader.of(new Trickle(message, piece), window));
    }

    /** One key-value, in windows that it fits into and in others. */
    private static void reads(dev.tercet.kv.KeyValue expected, Field... fields) throws IOException {
        byte[] range = message(out -> out.writeByteArray(RangeResponse.KVS_FIELD_NUMBER, message(fields)));
        for (int window : WINDOWS) {
            assertThat(read(range, window, 3).kvs()).containsExactly(expected);
        }
        assertThat(KvReplies.decode(RangeResponse.parseFrom(range)).kvs()).containsExactly(expected);
    }

    private static void refuses(byte[] range) {
        for (int window : WINDOWS) {
            assertThatThrownBy(() -> read(range, window, 3)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> DirectReplies.range(WireReader.of(new ByteArrayInputStream(range))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RangeResponse.parseFrom(range)).isInstanceOf(IOException.class);
    }

    private static dev.tercet.kv.KeyValue kv(String key, String value, long version) {
        return new dev.tercet.kv.KeyValue(Bytes.of(key), Bytes.of(value), 0, 0, version, 0);
    }

    @Test
    void fieldsInAnyOrder() throws IOException {
        reads(
                kv("a key", "and a value", 3),
                out -> out.writeString(KeyValue.VALUE_FIELD_NUMBER, "and a value"),
                out -> out.writeInt64(KeyValue.VERSION_FIELD_NUMBER, 3),
                out -> out.writeString(KeyValue.KEY_FIELD_NUMBER, "a key"));
    }

    @Test
    void ofAFieldThatComesTwiceTheLastCounts() throws IOException {
        reads(
                kv("k", "v", -1),
                out -> out.writeString(KeyValue.KEY_FIELD_NUMBER, "another key"),
                out -> out.writeString(KeyValue.VALUE_FIELD_NUMBER, "another value"),
                out -> out.writeInt64(KeyValue.VERSION_FIELD_NUMBER, 3),
                out -> out.writeString(KeyValue.KEY_FIELD_NUMBER, "k"),
                out -> out.writeString(KeyValue.VALUE_FIELD_NUMBER, "v"),
                out -> out.writeInt64(KeyValue.VERSION_FIELD_NUMBER, -1));
    }

    @Test
    void whatNobodyKnowsIsSkipped() throws IOException {
        reads(
                kv("k", "", 3),
                out -> out.writeString(77, "a text that is longer than some windows"),
                out -> out.writeFixed32(78, 1),
                out -> out.writeString(KeyValue.KEY_FIELD_NUMBER, "k"),
                out -> out.writeFixed64(79, 1),
                out -> out.writeTag(80, 3),
                out -> out.writeTag(81, 3),
                out -> out.writeString(KeyValue.KEY_FIELD_NUMBER, "inside a group"),
                out -> out.writeTag(81, 4),
                out -> out.writeTag(80, 4),
                out -> out.writeInt64(82, -1),
                // A known number, but of another type.
                out -> out.writeInt64(KeyValue.VALUE_FIELD_NUMBER, 7),
                out -> out.writeInt64(KeyValue.VERSION_FIELD_NUMBER, 3));
    }

    @Test
    void whatIsNoMessageIsRefused() throws IOException {
        byte[] whole = RangeResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setRevision(5))
                .addKvs(KeyValue.newBuilder()
                        .setKey(ByteString.copyFromUtf8("key"))
                        .setValue(ByteString.copyFromUtf8("value"))
                        .setVersion(3))
                .build()
                .toByteArray();
        int[] betweenFields = {0, 4, whole.length};
        for (int length = 0; length < whole.length; length++) {
            if (Arrays.binarySearch(betweenFields, length) < 0) {
                refuses(Arrays.copyOf(whole, length));
            }
        }
        refuses(new byte[] {0});
        refuses(new byte[] {7});
        refuses(message(out -> out.writeTag(9, 4)));
        refuses(message(out -> out.writeTag(9, 3), out -> out.writeTag(8, 4)));
        refuses(message(out -> out.writeTag(9, 3)));
        refuses(message(out -> out.writeTag(9, 2), out -> out.writeInt32NoTag(-1)));
        refuses(message(out -> out.writeTag(RangeResponse.KVS_FIELD_NUMBER, 2), out -> out.writeInt32NoTag(1 << 30)));
        refuses(message(
                out -> out.writeTag(RangeResponse.KVS_FIELD_NUMBER, 2),
                out -> out.writeInt32NoTag(6),
                out -> out.writeTag(KeyValue.VALUE_FIELD_NUMBER, 2),
                out -> out.writeInt32NoTag(Integer.MAX_VALUE)));
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0xff);
        endless[0] = RangeResponse.COUNT_FIELD_NUMBER << 3;
        refuses(endless);
        byte[] groups = new byte[1000];
        Arrays.fill(groups, (byte) (9 << 3 | 3));
        refuses(groups);
    }

    @Test
    void aWindowIsNoLimit() throws IOException {
        RangeResponse.Builder range = RangeResponse.newBuilder().setCount(40);
        for (int size = 0; size < 12_000; size += 300) {
            range.addKvs(KeyValue.newBuilder()
                    .setKey(ByteString.copyFromUtf8("k".repeat(1 + size % 700)))
                    .setValue(ByteString.copyFromUtf8("v".repeat(size)))
                    .setModRevision(Long.MAX_VALUE));
        }
        byte[] message = range.build().toByteArray();
        GetResult expected = KvReplies.decode(range.build());
        for (int piece : List.of(1, 100, 5000, 1 << 20)) {
            assertThat(read(message, 4096, piece)).isEqualTo(expected);
        }
        assertThat(DirectReplies.range(WireReader.of(new ByteArrayInputStream(message))))
                .isEqualTo(expected);
    }

    /**
     * Messages, half of them with one bit changed: many are messages still. Numbers are small, or a change could make one with a
     * tenth byte that has none of the sixty-fourth bit, of which the generated messages read one thing here and another there.
     */
    @Test
    void readsAndRefusesWhatTheGeneratedMessagesDo() {
        Random random = new Random(SEED);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            WatchResponse message = message(random);
            byte[] bytes = message.toByteArray();
            // A change could make a second key-value of the one before, and generated messages melt two into one.
            boolean whole = message.getEventsList().stream().anyMatch(Event::hasPrevKv);
            if (!whole && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            WatchDown expected = generated(bytes);
            read += expected == null ? 0 : 1;
            assertThat(ours(bytes, 1 + random.nextInt(60), 1 + random.nextInt(20)))
                    .describedAs("seed %d, round %d", SEED, round)
                    .isEqualTo(expected);
        }
        assertThat(read).isBetween(5_000, 19_000);
    }

    private static WatchResponse message(Random random) {
        WatchResponse.Builder watch = WatchResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder()
                        .setClusterId(random.nextInt(1 << 21))
                        .setRevision(random.nextInt(500)))
                .setWatchId(random.nextInt(500))
                .setCanceled(random.nextBoolean())
                .setCancelReason("gone".substring(random.nextInt(4)));
        for (int events = random.nextInt(4); events > 0; events--) {
            Event.Builder event =
                    Event.newBuilder().setTypeValue(random.nextInt(2)).setKv(keyValue(random));
            if (random.nextBoolean()) {
                event.setPrevKv(keyValue(random));
            }
            watch.addEvents(event);
        }
        return watch.build();
    }

    private static KeyValue keyValue(Random random) {
        byte[] key = new byte[random.nextInt(10)];
        byte[] value = new byte[random.nextInt(40)];
        random.nextBytes(key);
        random.nextBytes(value);
        return KeyValue.newBuilder()
                .setKey(ByteString.copyFrom(key))
                .setValue(ByteString.copyFrom(value))
                .setModRevision(random.nextInt(1 << 21) >> random.nextInt(21))
                .setLease(random.nextInt(3))
                .build();
    }

    private static @Nullable WatchDown generated(byte[] bytes) {
        try {
            return WatchCodec.CODEC.fromMessage(WatchResponse.parseFrom(bytes));
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable WatchDown ours(byte[] bytes, int window, int piece) {
        try {
            return DirectReplies.watch(WireReader.of(new Trickle(bytes, piece), window));
        } catch (IOException e) {
            return null;
        }
    }
}
