package dev.tercet.recipes.map;

import dev.tercet.kv.Bytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** Things of a fixed length, most significant byte first; those with a sign with that bit the other way round, so that −1 is before 0. */
final class Numbers {
    static final Codec<Long> UNSIGNED64 = Codec.of(
            number -> bytes(ByteBuffer.allocate(8).putLong(number)),
            bytes -> read(8, bytes).getLong());

    static final Codec<Long> INT64 = Codec.of(
            number -> bytes(ByteBuffer.allocate(8).putLong(number ^ Long.MIN_VALUE)),
            bytes -> read(8, bytes).getLong() ^ Long.MIN_VALUE);

    static final Codec<Integer> INT32 = Codec.of(
            number -> bytes(ByteBuffer.allocate(4).putInt(number ^ Integer.MIN_VALUE)),
            bytes -> read(4, bytes).getInt() ^ Integer.MIN_VALUE);

    static final Codec<UUID> UUIDS = Codec.of(
            uuid -> bytes(ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())),
            Numbers::uuid);

    static final Codec<Boolean> BOOL =
            Codec.of(truth -> bytes(ByteBuffer.allocate(1).put((byte) (truth ? 1 : 0))), Numbers::truth);

    static final Codec<Instant> INSTANT = Codec.of(
            moment -> bytes(ByteBuffer.allocate(12)
                    .putLong(moment.getEpochSecond() ^ Long.MIN_VALUE)
                    .putInt(moment.getNano())),
            Numbers::moment);

    private Numbers() {}

    private static UUID uuid(Bytes bytes) {
        ByteBuffer read = read(16, bytes);
        return new UUID(read.getLong(), read.getLong());
    }

    private static Boolean truth(Bytes bytes) {
        byte truth = read(1, bytes).get();
        if (truth != 0 && truth != 1) {
            throw new IllegalArgumentException("neither true nor false: " + truth);
        }
        return truth == 1;
    }

    private static Instant moment(Bytes bytes) {
        ByteBuffer read = read(12, bytes);
        long second = read.getLong() ^ Long.MIN_VALUE;
        int nano = read.getInt();
        if (nano < 0 || nano >= 1_000_000_000) {
            throw new IllegalArgumentException("nanoseconds of a second: " + nano);
        }
        return Instant.ofEpochSecond(second, nano);
    }

    private static Bytes bytes(ByteBuffer written) {
        return Bytes.copyOf(written.flip());
    }

    private static ByteBuffer read(int length, Bytes bytes) {
        if (bytes.length() != length) {
            throw new IllegalArgumentException(bytes.length() + " bytes instead of " + length);
        }
        return bytes.asByteBuffer();
    }
}
