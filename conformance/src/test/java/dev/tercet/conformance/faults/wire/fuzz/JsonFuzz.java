package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.conformance.gateway.oracle.RandomMessages;
import dev.tercet.conformance.gateway.oracle.Rows;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.JsonReader;
import dev.tercet.gateway.internal.json.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replies in JSON with bytes that are wrong: they are read or refused, never anything else; the quick way to read them and the
 * thorough one agree; and whatever protobuf's own JSON can read as well means the same to it.
 */
final class JsonFuzz implements Fuzzer {
    private static final int MUTATIONS = 10;
    private static final List<JsonFormat.Printer> PRINTERS = List.of(
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace(),
            JsonFormat.printer().preservingProtoFieldNames());

    private final Setup setup;
    private final UnaryOperator<byte[]> spoiling;
    private final List<Rows.Row> rows = Rows.all().toList();

    JsonFuzz(Setup setup) {
        this(setup, UnaryOperator.identity());
    }

    /**
     * One whose quick way is known to be bad.
     *
     * @param spoiling what becomes of the bytes before it has them
     */
    JsonFuzz(Setup setup, UnaryOperator<byte[]> spoiling) {
        this.setup = setup;
        this.spoiling = spoiling;
    }

    @Override
    public int batch() {
        return rows.size() * MUTATIONS;
    }

    /** A message of each method, and many that are nearly that. */
    @Override
    public void play(long first, long end) throws InvalidProtocolBufferException {
        byte[] good = new byte[0];
        for (long number = first; number < end; number++) {
            Rows.Row row = rows.get((int) (number / MUTATIONS % rows.size()));
            if (number == first || number % MUTATIONS == 0) {
                good = good(row, setup.dice(number / MUTATIONS, -1));
            }
            byte[] body = number % MUTATIONS == 0
                    ? good
                    : setup.dice(number, 0).mutation().of(good);
            String wrong = wrong(row, body);
            if (wrong != null) {
                byte[] least = Shortest.of(body, less -> wrong(row, less) != null);
                setup.wrong(
                        number,
                        row.name() + ": " + wrong + ", of " + new String(body, StandardCharsets.ISO_8859_1)
                                + "; of all that, this is enough: " + new String(least, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static byte[] good(Rows.Row row, Dice dice) throws InvalidProtocolBufferException {
        DynamicMessage message =
                new RandomMessages(dice.nextLong()).like(row.method().getOutputType());
        return PRINTERS.get(dice.nextInt(PRINTERS.size())).print(message).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}

    private @Nullable String wrong(Rows.Row row, byte[] body) {
        try {
            Object quick = read(row.ours(), spoiling.apply(body));
            // Without its quick way.
            Object thorough = read(in -> row.ours().read(in), body);
            if (!Objects.equals(quick, thorough)) {
                return "quickly " + quick + ", thoroughly " + thorough;
            }
            read(Codecs.enveloped(row.ours()), body);
            read(Codecs.ERROR, body);
            return quick == null ? null : differently(row, body, quick);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return "the decoder dies of " + e;
        }
    }

    private static <R> @Nullable R read(JsonReader<R> reader, byte[] body) {
        try {
            return JsonBodies.read(reader, List.of(ByteBuffer.wrap(body)));
        } catch (UnreadableException e) {
            return null;
        }
    }

    private static @Nullable String differently(Rows.Row row, byte[] body, Object ours) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            DynamicMessage.Builder message =
                    DynamicMessage.newBuilder(row.method().getOutputType());
            JsonFormat.parser().ignoringUnknownFields().merge(text.toString(), message);
            Object theirs = row.oracle()
                    .decode(new java.io.ByteArrayInputStream(message.build().toByteArray()));
            return Objects.equals(ours, theirs) ? null : "ours reads " + ours + ", protobuf " + theirs;
        } catch (CharacterCodingException | InvalidProtocolBufferException | RuntimeException e) {
            // It is stricter than etcd, or looser: only what both can read is compared.
            return null;
        } catch (java.io.IOException e) {
            return null;
        }
    }
}
