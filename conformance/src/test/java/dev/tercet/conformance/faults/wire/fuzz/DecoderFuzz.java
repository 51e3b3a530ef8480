package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnknownFieldSet;
import dev.tercet.conformance.faults.wire.Tally;
import dev.tercet.conformance.gateway.oracle.RandomMessages;
import dev.tercet.conformance.gateway.oracle.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replies with bytes that are wrong: what the client's own decoder makes of them is what protobuf's makes of them, or both refuse
 * them.
 */
public final class DecoderFuzz {
    private static final int MUTATIONS = 20;
    private static final int SMALL = 8;

    /** Those that the client reads by itself, without protobuf's messages. */
    private static final Set<String> OWN =
            Set.of("Range", "Put", "DeleteRange", "Txn", "Compact", "Watch", "LeaseKeepAlive");

    private final long seed;
    private final Tally tally;
    private final List<Reply> replies = Rows.all().map(Reply::of).toList();

    public DecoderFuzz(long seed, Tally tally) {
        this.seed = seed;
        this.tally = tally;
    }

    /** What one method answers. */
    private record Reply(Rows.Row row, Parser<? extends Message> parser) {
        static Reply of(Rows.Row row) {
            return new Reply(row, parser(row.method().getOutputType()));
        }

        @SuppressWarnings("unchecked") // Generated so.
        private static Parser<? extends Message> parser(Descriptor type) {
            String name = type.getFile().getOptions().getJavaPackage() + "." + type.getName();
            try {
                return (Parser<? extends Message>)
                        Class.forName(name).getMethod("parser").invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(name, e);
            }
        }
    }

    /** What came of it: a value, or none. */
    private record Read(@Nullable Object value, @Nullable Throwable refusal) {}

    /** Plays a round: a message of each method, and many that are nearly that. */
    public void round(long round) {
        Random random = new Random(seed + round * 0x9E3779B97F4A7C15L);
        RandomMessages messages = new RandomMessages(random.nextLong());
        Mutation mutation = new Mutation(random);
        for (Reply reply : replies) {
            byte[] good = messages.like(reply.row().method().getOutputType()).toByteArray();
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] bytes = i == 0 ? good : mutation.of(good);
                String wrong = compare(reply, bytes, random);
                if (wrong != null) {
                    tally.violation("decoder of " + reply.row().name() + ", seed " + seed + ", round " + round + "/" + i
                            + ": " + wrong + ", of " + HexFormat.of().formatHex(bytes));
                }
            }
        }
        tally.count("fuzz: protobuf replies decoded", (long) replies.size() * MUTATIONS);
    }

    private @Nullable String compare(Reply reply, byte[] bytes, Random random) {
        Read theirs = theirs(reply, bytes);
        Read ours = ours(reply, bytes, random);
        if (ours.refusal() instanceof Error error) {
            return "the decoder dies of " + error;
        }
        if ((ours.refusal() == null) != (theirs.refusal() == null)) {
            return "ours says " + ours + ", protobuf " + theirs;
        }
        if (ours.refusal() != null) {
            tally.count("fuzz: of these refused");
            return null;
        }
        if (OWN.contains(reply.row().method().getName()) && !Objects.equals(ours.value(), theirs.value())) {
            // Protobuf would have a message that comes twice made one. Nobody sends that, and here the last counts.
            return isTwice(bytes, reply.row().method().getOutputType())
                    ? null
                    : "ours reads " + ours.value() + ", protobuf " + theirs.value();
        }
        return null;
    }

    private static Read theirs(Reply reply, byte[] bytes) {
        try {
            // A window so small that it reads numbers byte by byte: when it is in a hurry it takes the tenth byte of
            // one for
            // granted, whatever it says.
            CodedInputStream in = CodedInputStream.newInstance(new ByteArrayInputStream(bytes), SMALL);
            Message message = reply.parser().parseFrom(in);
            in.checkLastTagWas(0);
            return new Read(reply.row().oracle().fromMessage(message), null);
        } catch (IOException | RuntimeException e) {
            return new Read(null, e);
        }
    }

    private static Read ours(Reply reply, byte[] bytes, Random random) {
        try {
            return new Read(
                    reply.row()
                            .oracle()
                            .decode(
                                    random.nextInt(4) == 0
                                            ? new ByteArrayInputStream(bytes)
                                            : new Pieces(bytes, random)),
                    null);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Read(null, e);
        }
    }

    /** Whether a message that may be there once is there twice, or two of which only one may be. */
    private static boolean isTwice(byte[] bytes, Descriptor type) {
        UnknownFieldSet fields;
        try {
            fields = UnknownFieldSet.parseFrom(CodedInputStream.newInstance(bytes));
        } catch (IOException e) {
            return false;
        }
        for (FieldDescriptor field : type.getFields()) {
            if (field.getType() != FieldDescriptor.Type.MESSAGE) {
                continue;
            }
            List<ByteString> all = fields.getField(field.getNumber()).getLengthDelimitedList();
            if (!field.isRepeated() && all.size() > 1) {
                return true;
            }
            for (ByteString each : all) {
                if (isTwice(each.toByteArray(), field.getMessageType())) {
                    return true;
                }
            }
        }
        return false;
    }
}
