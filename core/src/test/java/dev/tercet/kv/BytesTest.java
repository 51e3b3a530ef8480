package dev.tercet.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void orderIsUnsignedAndAPrefixComesFirst() {
        List<Bytes> inOrder = List.of(
                Bytes.EMPTY,
                Bytes.ofHex("00"),
                Bytes.ofHex("0000"),
                Bytes.ofHex("01"),
                Bytes.ofHex("7f"),
                Bytes.ofHex("7fff"),
                Bytes.ofHex("80"),
                Bytes.ofHex("ff"),
                Bytes.ofHex("ff00"));

        for (int i = 0; i < inOrder.size(); i++) {
            for (int j = 0; j < inOrder.size(); j++) {
                assertThat(Integer.signum(inOrder.get(i).compareTo(inOrder.get(j))))
                        .as("%s against %s", inOrder.get(i), inOrder.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void aSliceIsEqualToACopyOfIt() {
        Bytes slice = Bytes.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3);
        Bytes copy = Bytes.copyOf(new byte[] {1, 2, 3});

        assertThat(slice).isEqualTo(copy).hasSameHashCodeAs(copy).isEqualByComparingTo(copy);
        assertThat(slice.toArray()).containsExactly(1, 2, 3);
        assertThat(slice.at(2)).isEqualTo((byte) 3);
        assertThat(slice.from(1)).isEqualTo(Bytes.ofHex("0203"));
        assertThat(slice.from(3)).isSameAs(Bytes.EMPTY);
        assertThat(slice.from(0)).isSameAs(slice);
        assertThat(slice.plus(slice.from(2))).isEqualTo(Bytes.ofHex("01020303"));
        assertThat(slice.next()).isEqualTo(Bytes.ofHex("01020300"));
        assertThat(slice.hex()).isEqualTo("010203");
        assertThat(slice.startsWith(Bytes.ofHex("0102"))).isTrue();
        assertThat(slice.startsWith(Bytes.ofHex("01020303"))).isFalse();
        assertThat(slice.<List<Integer>>read((array, offset, length) -> List.of(offset, length)))
                .containsExactly(1, 3);
    }

    @Test
    void nothingOutsideASliceCanBeReached() {
        Bytes slice = Bytes.wrap(new byte[] {9, 1, 2, 9}, 1, 2);

        assertThatThrownBy(() -> slice.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.from(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Bytes.wrap(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(slice.asByteBuffer().remaining()).isEqualTo(2);
        assertThat(slice.asByteBuffer().capacity()).isEqualTo(2);
        assertThat(slice.asByteBuffer().hasArray()).isFalse();
        assertThatThrownBy(() -> slice.asByteBuffer().put((byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void wrappingSharesAndCopyingDoesNot() {
        byte[] array = {1, 2};
        Bytes wrapped = Bytes.wrap(array);
        Bytes copied = Bytes.copyOf(array);
        Bytes fromBuffer = Bytes.copyOf(ByteBuffer.wrap(array));
        array[0] = 7;

        assertThat(wrapped.at(0)).isEqualTo((byte) 7);
        assertThat(copied.at(0)).isEqualTo((byte) 1);
        assertThat(fromBuffer.at(0)).isEqualTo((byte) 1);
        copied.toArray()[0] = 8;
        assertThat(copied.at(0)).isEqualTo((byte) 1);
    }

    @Test
    void aBufferIsCopiedFromItsPositionAndLeftThere() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
        buffer.position(1).limit(3);

        assertThat(Bytes.copyOf(buffer)).isEqualTo(Bytes.ofHex("0203"));
        assertThat(buffer.position()).isEqualTo(1);
        assertThat(Bytes.copyOf(buffer.asReadOnlyBuffer())).isEqualTo(Bytes.ofHex("0203"));
    }

    @Test
    void textGoesThroughTheCharset() {
        assertThat(Bytes.of("ä")).isEqualTo(Bytes.ofHex("c3a4"));
        assertThat(Bytes.of("ä", StandardCharsets.ISO_8859_1)).isEqualTo(Bytes.ofHex("e4"));
        assertThat(Bytes.ofHex("e4").text(StandardCharsets.ISO_8859_1)).isEqualTo("ä");
        assertThat(Bytes.ofHex("e4").utf8()).isEqualTo("\ufffd");
        assertThat(Bytes.of("")).isSameAs(Bytes.EMPTY);
    }

    @Test
    void hexThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("abc"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("zz"));
    }

    @Test
    void toStringShowsWhatCanBePrintedAndEscapesTheRest() {
        assertThat(Bytes.of("a\"b\\c\n")).hasToString("\"a\\\"b\\\\c\\x0a\"");
        assertThat(Bytes.ofHex("00ff7f20")).hasToString("\"\\x00\\xff\\x7f \"");
        assertThat(Bytes.EMPTY).hasToString("\"\"");
        assertThat(Bytes.of("x".repeat(64))).hasToString('"' + "x".repeat(64) + '"');
        assertThat(Bytes.of("x".repeat(65))).hasToString('"' + "x".repeat(64) + "\"… (65 bytes)");
    }

    @Test
    void noBytesAddNothing() {
        Bytes some = Bytes.of("some");

        assertThat(some.plus(Bytes.EMPTY)).isSameAs(some);
        assertThat(Bytes.EMPTY.plus(some)).isSameAs(some);
        assertThat(Bytes.EMPTY.next()).isEqualTo(Bytes.ofHex("00"));
        assertThat(IntStream.range(0, 4).mapToObj(i -> Bytes.wrap(new byte[4], i, 0)))
                .containsOnly(Bytes.EMPTY);
    }
}
