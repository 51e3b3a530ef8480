package dev.tercet.conformance.gateway.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.Enveloped;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests and replies at random mean in JSON what they mean in protobuf. The system properties {@code tercet.seed} and
 * {@code tercet.json.rounds} ask for a certain sequence.
 */
final class OracleTest {
    private static final long SEED = Long.getLong("tercet.seed", 20_261_121);
    private static final int ROUNDS = Integer.getInteger("tercet.json.rounds", 200);

    private static final List<JsonFormat.Printer> PRINTERS = List.of(
            JsonFormat.printer().preservingProtoFieldNames(),
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace(),
            JsonFormat.printer().preservingProtoFieldNames().printingEnumsAsInts(),
            JsonFormat.printer().preservingProtoFieldNames().includingDefaultValueFields());

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tercet.conformance.gateway.oracle.Rows#all")
    void requests(Rows.Row row) throws InvalidProtocolBufferException {
        RandomRequests requests = new RandomRequests(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            Object request = requests.value(row.request());
            Message meant = row.oracle().encode(request);
            String json = JsonBodies.text(row.ours(), request);
            Message.Builder read = meant.newBuilderForType();
            // Fails for fields that are not known.
            JsonFormat.parser().merge(json, read);
            assertThat(read.build())
                    .describedAs("seed %d, round %d: %s", SEED, round, json)
                    .isEqualTo(meant);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tercet.conformance.gateway.oracle.Rows#all")
    void replies(Rows.Row row) throws IOException {
        RandomMessages messages = new RandomMessages(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            DynamicMessage message = messages.like(row.method().getOutputType());
            for (JsonFormat.Printer printer : PRINTERS) {
                same(row, message, printer.print(message));
            }
        }
    }

    private static void same(Rows.Row row, DynamicMessage message, String json) throws IOException {
        Object meant;
        try {
            meant = row.oracle().decode(new ByteArrayInputStream(message.toByteArray()));
        } catch (IllegalArgumentException e) {
            assertThatThrownBy(() -> JsonBodies.read(row.ours(), json)).isInstanceOf(UnreadableException.class);
            return;
        }
        assertThat(JsonBodies.read(row.ours(), json))
                .describedAs("seed %d: %s", SEED, json)
                .isEqualTo(meant);
        assertThat(JsonBodies.read(Codecs.enveloped(row.ours()), "{\"result\":" + json + "}"))
                .isEqualTo(new Enveloped<>(meant, null));
    }
}
