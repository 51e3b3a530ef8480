package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines as the bytes that they are, for a checksum. */
final class ByteLines {
    /** Far more than the largest request that a server takes, in whatever way it is written. */
    static final int LONGEST = 32 << 20;

    private final String name;
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long number;

    ByteLines(String name, InputStream in) {
        this(name, in, LONGEST);
    }

    /**
     * Of this.
     *
     * @param longest how many bytes a line may have
     */
    ByteLines(String name, InputStream in, int longest) {
        this.name = name;
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    Bytes next() {
        number++;
        ByteArrayOutputStream begun = null;
        while (at < end || filled()) {
            int from = at;
            int stop = from;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            at = Math.min(stop + 1, end);
            if ((begun == null ? 0 : begun.size()) + stop - from > longest) {
                throw new FilePlace(name, number)
                        .wrong("it has more than " + longest + " bytes, and no key and value are so large");
            }
            if (begun == null && stop < end) {
                // Nearly always: all of it stands here.
                return Bytes.wrap(Arrays.copyOfRange(buffer, from, stop));
            }
            begun = begun == null ? new ByteArrayOutputStream() : begun;
            begun.write(buffer, from, stop - from);
            if (stop < end) {
                return Bytes.wrap(begun.toByteArray());
            }
        }
        return begun == null ? null : Bytes.wrap(begun.toByteArray());
    }

    private boolean filled() {
        try {
            at = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        } catch (IOException e) {
            throw CommandException.unreadable(name, e);
        }
    }

    void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw CommandException.unreadable(name, e);
        }
    }
}
