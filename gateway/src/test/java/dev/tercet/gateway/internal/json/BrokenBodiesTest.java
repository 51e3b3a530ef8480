package dev.tercet.gateway.internal.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of good bodies on their way: cut off anywhere, or changed anywhere. */
class BrokenBodiesTest {
    private static final Map<String, JsonReader<?>> READERS = Map.of(
            "range", Codecs.of(KvRpcs.RANGE),
            "txn", Codecs.of(KvRpcs.TXN),
            "delete-previous", Codecs.of(KvRpcs.DELETE_RANGE),
            "lease-timetolive", Codecs.of(LeaseRpcs.TIME_TO_LIVE),
            "member-list", Codecs.of(ClusterRpcs.LIST),
            "status", Codecs.of(MaintenanceRpcs.STATUS),
            "alarm-activate", Codecs.of(MaintenanceRpcs.ALARM),
            "role-get", Codecs.of(AuthRpcs.ROLE_GET),
            "watch", Codecs.enveloped(Codecs.WATCH),
            "range-future", Codecs.ERROR);

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void cutOff(Recorded server) {
        READERS.forEach((name, reader) -> server.bodies(name).forEach(body -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            for (int length = 1; length < bytes.length; length++) {
                // Half of a word is no word. With what comes after it in a buffer, which is none of its own.
                List<ByteBuffer> cut = List.of(ByteBuffer.wrap(bytes, 0, length));
                assertThatThrownBy(() -> JsonBodies.read(reader, cut), "%s %s", name, cut)
                        .isInstanceOf(UnreadableException.class)
                        .hasMessageMatching("JSON that is cut off after " + length + " bytes|no JSON at byte \\d+");
            }
            assertThatCode(() -> JsonBodies.read(reader, bytes)).doesNotThrowAnyException();
        }));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void changed(Recorded server) {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        Random random = new Random(seed);
        READERS.forEach((name, reader) -> server.bodies(name).forEach(body -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            for (int round = 0; round < 500; round++) {
                byte[] other = Arrays.copyOf(bytes, bytes.length);
                other[random.nextInt(other.length)] =
                        (byte) (random.nextBoolean() ? "\"\\{}[]:,0-n".charAt(random.nextInt(11)) : random.nextInt());
                Throwable failure = catchThrowable(() -> JsonBodies.read(reader, other));
                if (failure != null) {
                    Assertions.assertThat(failure)
                            .describedAs("seed %d: %s", seed, new String(other, StandardCharsets.UTF_8))
                            .isInstanceOf(UnreadableException.class);
                }
            }
        }));
    }
}
