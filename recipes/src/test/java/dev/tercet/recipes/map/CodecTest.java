package dev.tercet.recipes.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.kv.Bytes;
import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final long SEED = 20260101;

    @Test
    void whatIsEncodedIsDecoded() {
        same(Codec.text(), "", "a", "gr\u00fc\u00df", "\0", "\ud83d\ude00");
        same(Codec.bytes(), Bytes.EMPTY, Bytes.ofHex("00ff00"));
        same(Codec.int64(), 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
        same(Codec.int32(), 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        same(Codec.unsigned64(), 0L, -1L, Long.MIN_VALUE);
        same(Codec.uuid(), new UUID(0, 0), new UUID(-1, 7));
        same(Codec.bool(), true, false);
        same(Codec.instant(), Instant.EPOCH, Instant.MIN, Instant.MAX, Instant.ofEpochSecond(-1, 999_999_999));
        same(Codec.enumOf(TimeUnit.class), TimeUnit.values());
        same(Codec.pair(Codec.text(), Codec.text()), Pair.of("", ""), Pair.of("\0", "\0\1"), Pair.of("a\0", ""));
        same(Codec.text().compressed(), "", "a", "ab".repeat(1000));
    }

    @SafeVarargs
    private static <T> void same(Codec<T> codec, T... values) {
        for (T value : values) {
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        }
    }

    @Test
    void theOrderIsThatOfTheThings() {
        Random random = new Random(SEED);
        ordered(Codec.int64(), Comparator.naturalOrder(), random::nextLong);
        ordered(Codec.int32(), Comparator.naturalOrder(), random::nextInt);
        ordered(Codec.unsigned64(), Long::compareUnsigned, random::nextLong);
        ordered(
                Codec.uuid(),
                Comparator.comparing(UUID::toString),
                () -> new UUID(random.nextLong(), random.nextLong()));
        ordered(
                Codec.instant(),
                Comparator.naturalOrder(),
                () -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
        ordered(
                Codec.pair(Codec.bytes(), Codec.bytes()),
                Comparator.<Pair<Bytes, Bytes>, Bytes>comparing(Pair::first).thenComparing(Pair::second),
                () -> Pair.of(few(random), few(random)));
        ordered(
                Codec.pair(Codec.pair(Codec.bytes(), Codec.bytes()), Codec.int64()),
                Comparator.<Pair<Pair<Bytes, Bytes>, Long>, Bytes>comparing(
                                pair -> pair.first().first())
                        .thenComparing(pair -> pair.first().second())
                        .thenComparing(Pair::second),
                () -> Pair.of(Pair.of(few(random), few(random)), (long) random.nextInt(3) - 1));
    }

    /** Few lengths and few values, so that all the special ones meet. */
    private static Bytes few(Random random) {
        byte[] bytes = new byte[random.nextInt(4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = new byte[] {0, 1, 2, -1}[random.nextInt(4)];
        }
        return Bytes.wrap(bytes);
    }

    private static <T> void ordered(Codec<T> codec, Comparator<T> order, Supplier<T> some) {
        for (int i = 0; i < 5000; i++) {
            T one = some.get();
            T other = some.get();
            assertThat(Integer.signum(codec.encode(one).compareTo(codec.encode(other))))
                    .as("%s and %s, seed %d", one, other, SEED)
                    .isEqualTo(Integer.signum(order.compare(one, other)));
            assertThat(codec.decode(codec.encode(one))).isEqualTo(one);
        }
    }

    @Test
    void whatIsNoneOfItsOwnIsRefused() {
        refused(Codec.text(), "ff");
        refused(Codec.int64(), "00");
        refused(Codec.int32(), "");
        refused(Codec.uuid(), "00000000");
        refused(Codec.bool(), "02");
        refused(Codec.instant(), "80000000000000003b9aca00");
        refused(Codec.enumOf(TimeUnit.class), "41");
        refused(Codec.pair(Codec.text(), Codec.text()), "61");
        refused(Codec.pair(Codec.text(), Codec.text()), "6100");
        refused(Codec.pair(Codec.text(), Codec.text()), "6100026100");
        refused(Codec.text().compressed(), "");
        refused(Codec.text().compressed(), "02");
        refused(Codec.text().compressed(), "0161");
        Bytes whole = Codec.text().compressed().encode("ab".repeat(1000));
        refused(Codec.text().compressed(), whole.hex().substring(0, whole.hex().length() - 8));
        assertThatThrownBy(() -> Codec.text().encode("\ud800")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(Codec<?> codec, String hex) {
        assertThatThrownBy(() -> codec.decode(Bytes.ofHex(hex))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatExpandsWithoutEndIsRefused() {
        Bytes bomb = Codec.bytes().compressed().encode(Bytes.wrap(new byte[65 << 20]));
        assertThat(bomb.length()).isLessThan(100_000);
        assertThatThrownBy(() -> Codec.bytes().compressed().decode(bomb))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("when expanded");
    }

    @Test
    void whatGetsNoShorterIsStoredAsItIs() {
        assertThat(compressed(1)).isEqualTo(2);
        assertThat(compressed(10_000)).isLessThan(100);
    }

    private static int compressed(int length) {
        return Codec.bytes().compressed().encode(Bytes.wrap(new byte[length])).length();
    }
}
