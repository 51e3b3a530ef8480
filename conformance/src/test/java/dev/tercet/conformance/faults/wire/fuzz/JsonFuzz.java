package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.conformance.faults.wire.Tally;
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
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Replies in JSON with bytes that are wrong: they are read or refused, never anything else; the quick way to read them and the
 * thorough one agree; and whatever protobuf's own JSON can read as well means the same to it.
 */
public final class JsonFuzz {
    private static final int MUTATIONS = 10;
    private static final List<JsonFormat.Printer> PRINTERS = List.of(
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace(),
            JsonFormat.printer().preservingProtoFieldNames());

    private final long seed;
    private final Tally tally;
    private final List<Rows.Row> rows = Rows.all().toList();

    public JsonFuzz(long seed, Tally tally) {
        this.seed = seed;
        this.tally = tally;
    }

    /** Plays a round: a message of each method, and many that are nearly that. */
    public void round(long round) throws InvalidProtocolBufferException {
        Random random = new Random(seed + round * 0x9E3779B97F4A7C15L);
        RandomMessages messages = new RandomMessages(random.nextLong());
        Mutation mutation = new Mutation(random);
        for (Rows.Row row : rows) {
            DynamicMessage message = messages.like(row.method().getOutputType());
            byte[] good =
                    PRINTERS.get(random.nextInt(PRINTERS.size())).print(message).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] body = i == 0 ? good : mutation.of(good);
                String wrong = wrong(row, body);
                if (wrong != null) {
                    tally.violation("JSON of " + row.name() + ", seed " + seed + ", round " + round + "/" + i + ": "
                            + wrong + ", of " + new String(body, StandardCharsets.ISO_8859_1));
                }
            }
        }
        tally.count("fuzz: JSON replies decoded", (long) rows.size() * MUTATIONS);
    }

    private static @Nullable String wrong(Rows.Row row, byte[] body) {
        try {
            Object quick = read(row.ours(), body);
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
