package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnknownFieldSet;
import dev.tercet.conformance.gateway.oracle.RandomMessages;
import dev.tercet.conformance.gateway.oracle.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replies with bytes that are wrong: what the client's own decoder makes of them is what protobuf's makes of them, or both refuse
 * them.
 */
final class DecoderFuzz implements Fuzzer {
    private static final int MUTATIONS = 20;
    private static final int SMALL = 8;

    /** Those that the client reads by itself, without protobuf's messages. */
    private static final Set<String> OWN =
            Set.of("Range", "Put", "DeleteRange", "Txn", "Compact", "Watch", "LeaseKeepAlive");

    private final Setup setup;
    private final UnaryOperator<byte[]> spoiling;
    private final List<Reply> replies = Rows.all().map(Reply::of).toList();

    DecoderFuzz(Setup setup) {
        this(setup, UnaryOperator.identity());
    }

    /**
     * One whose decoder is known to be bad.
     *
     * @param spoiling what becomes of the bytes before it has them
     */
    DecoderFuzz(Setup setup, UnaryOperator<byte[]> spoiling) {
        this.setup = setup;
        this.spoiling = spoiling;
    }

    @Override
    public int batch() {
        return replies.size() * MUTATIONS;
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

    /** A message of each method, and many that are nearly that. */
    @Override
    public void play(long first, long end) {
        byte[] good = new byte[0];
        for (long number = first; number < end; number++) {
            Reply reply = replies.get((int) (number / MUTATIONS % replies.size()));
            if (number == first || number % MUTATIONS == 0) {
                good = new RandomMessages(setup.dice(number / MUTATIONS, -1).nextLong())
                        .like(reply.row().method().getOutputType())
                        .toByteArray();
            }
            Dice dice = setup.dice(number, 0);
            byte[] bytes = number % MUTATIONS == 0 ? good : dice.mutation().of(good);
            long pieces = dice.nextLong();
            String wrong = compare(reply, bytes, pieces);
            if (wrong != null) {
                byte[] least = Shortest.of(bytes, less -> compare(reply, less, pieces) != null);
                setup.wrong(
                        number,
                        reply.row().name() + ": " + wrong + ", of "
                                + HexFormat.of().formatHex(bytes) + "; of all that," + " this is enough: "
                                + HexFormat.of().formatHex(least));
            }
        }
    }

    @Override
    public void close() {}

    private @Nullable String compare(Reply reply, byte[] bytes, long pieces) {
        Read theirs = theirs(reply, bytes);
        Read ours = ours(reply, bytes, new Random(pieces));
        if (ours.refusal() instanceof Error error) {
            return "the decoder dies of " + error;
        }
        if ((ours.refusal() == null) != (theirs.refusal() == null)) {
            return "ours says " + ours + ", protobuf " + theirs;
        }
        if (ours.refusal() != null) {
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

    private Read ours(Reply reply, byte[] sent, Random random) {
        try {
            byte[] bytes = spoiling.apply(sent);
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
    static boolean isTwice(byte[] bytes, Descriptor type) {
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
