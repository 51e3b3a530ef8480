package dev.tercet.gateway.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cuts between objects, wherever the network cuts. */
class JsonFramesTest {
    private static final List<String> OBJECTS = List.of(
            "{}",
            "{\"a\":{\"b\":[{},{\"c\":{}}]}}",
            "{\"braces\":\"}{}}{\",\"more\":\"{\"}",
            "{\"quotes\":\"\\\"}\\\\\",\"\\\\\":\"\\\\\\\"}\"}",
            "{\"ümlaut\":\"\u20ac \ud83d\ude00 \\ud83d\\ude00 }\"}",
            "{ \"blanks\" :\t[ 1 , { } ] \r\n}");

    private final List<String> got = new ArrayList<>();
    private final JsonFrames frames =
            new JsonFrames(1_000, bytes -> got.add(new String(bytes, StandardCharsets.UTF_8)));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void push(byte[] bytes, int from, int to) {
        frames.push(ByteBuffer.wrap(bytes, from, to - from).asReadOnlyBuffer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", " ", "\n\n\t \r"})
    void everyBorder(String between) {
        byte[] all = bytes(between + String.join(between, OBJECTS) + between);
        for (int border = 0; border <= all.length; border++) {
            push(all, 0, border);
            push(all, border, all.length);
            assertThat(got).describedAs("cut at %d", border).isEqualTo(OBJECTS);
            assertThat(frames.pending()).isZero();
            got.clear();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void everyBorderOfAWatch(Recorded server) {
        List<String> objects = server.bodies("watch");
        byte[] all = bytes(String.join("\n", objects));
        for (int border = 0; border <= all.length; border++) {
            push(all, 0, border);
            push(all, border, all.length);
            assertThat(got).isEqualTo(objects);
            got.clear();
        }
    }

    @Test
    void byteForByteAndAtRandom() {
        byte[] all = bytes(String.join("", OBJECTS));
        for (byte one : all) {
            frames.push(List.of(ByteBuffer.wrap(new byte[] {one})));
        }
        assertThat(got).isEqualTo(OBJECTS);
        got.clear();
        long seed = Long.getLong("tercet.seed", 20_261_121);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<ByteBuffer> runs = new ArrayList<>();
            for (int at = 0; at < all.length; ) {
                int size = Math.min(all.length - at, random.nextInt(12));
                runs.add(ByteBuffer.wrap(all, at, size));
                at += size;
            }
            frames.push(runs);
            assertThat(got).describedAs("seed %d", seed).isEqualTo(OBJECTS);
            got.clear();
        }
    }

    @Test
    void whatIsCutOffIsPending() {
        frames.push(ByteBuffer.wrap(bytes("{\"a\":1}\n{\"b\":\"}")));
        assertThat(got).containsExactly("{\"a\":1}");
        assertThat(frames.pending()).isEqualTo(7);
        frames.push(ByteBuffer.wrap(bytes("\"}\n")));
        assertThat(got).containsExactly("{\"a\":1}", "{\"b\":\"}\"}");
        assertThat(frames.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "x", "]", "[{}]", "}", "\"{}\"", ",{}", "\u0000"})
    void whatIsNoObject(String text) {
        assertThatThrownBy(() -> frames.push(ByteBuffer.wrap(bytes("{} " + text))))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("something else than an object");
        assertThat(got).containsExactly("{}");
    }

    @Test
    void noObjectMayBeTooLarge() {
        byte[] just = bytes("{\"a\":\"" + "x".repeat(992) + "\"}");
        assertThat(just).hasSize(1_000);
        push(just, 0, just.length);
        for (byte one : just) {
            frames.push(ByteBuffer.wrap(new byte[] {one}));
        }
        assertThat(got).hasSize(2);
        byte[] more = Arrays.copyOf(just, 1_000);
        more[999] = 'x';
        assertThatThrownBy(() -> {
                    push(more, 0, 1_000);
                    push(bytes("}"), 0, 1);
                })
                .isInstanceOf(TooLargeException.class)
                .hasMessage("an object of more than 1000 bytes");
    }
}
