package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.kv.Bytes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Entries in a temporary file that only its owner can read, and that goes with the program. Written once, read any number of times. Of their revisions only the last change's is kept. */
final class SpoolFile implements AutoCloseable {
    /** How much of it is read or written at a time, unless said otherwise. */
    static final int BUFFER = 1 << 16;

    private static final int FIXED = 2 * Integer.BYTES + 3 * Long.BYTES;
    private static final long UNSAID = -1;

    private final FileChannel channel;
    private final DataOutputStream out;
    private long end;

    SpoolFile() {
        try {
            channel = FileChannel.open(
                    Files.createTempFile("tercet-", ".spool"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(e);
        }
        out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
    }

    void append(Entry entry) {
        try {
            write(entry.key());
            write(entry.value());
            out.writeLong(entry.modRevision());
            out.writeLong(entry.lease());
            Duration remaining = entry.remaining();
            out.writeLong(remaining == null ? UNSAID : remaining.toMillis());
        } catch (IOException e) {
            throw failed(e);
        }
        end += FIXED + entry.key().length() + entry.value().length();
    }

    private void write(Bytes bytes) throws IOException {
        out.writeInt(bytes.length());
        out.write(bytes.toArray());
    }

    /** Where the next entry will begin. */
    long end() {
        return end;
    }

    /** The entries between these places; of what was written until now. */
    Iterator<Entry> read(long from, long to) {
        return read(from, to, BUFFER);
    }

    /**
     * The entries between these places; of what was written until now.
     *
     * @param buffer how many bytes to read at a time
     */
    Iterator<Entry> read(long from, long to, int buffer) {
        try {
            out.flush();
        } catch (IOException e) {
            throw failed(e);
        }
        return new Reading(from, to, buffer);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static CommandException failed(IOException e) {
        return new CommandException(
                Exit.FILE,
                "cannot set entries aside in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
                e);
    }

    private final class Reading implements Iterator<Entry> {
        private final DataInputStream in;
        private final long to;
        private long at;

        Reading(long from, long to, int buffer) {
            this.in = new DataInputStream(new BufferedInputStream(new Positional(from), buffer));
            this.at = from;
            this.to = to;
        }

        @Override
        public boolean hasNext() {
            return at < to;
        }

        @Override
        public Entry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                Bytes key = bytes();
                Bytes value = bytes();
                long modRevision = in.readLong();
                long lease = in.readLong();
                long remaining = in.readLong();
                at += FIXED + key.length() + value.length();
                return new Entry(
                        key,
                        value,
                        0,
                        modRevision,
                        0,
                        lease,
                        remaining == UNSAID ? null : Duration.ofMillis(remaining));
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private Bytes bytes() throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return Bytes.wrap(bytes);
        }
    }

    /** Reads from a place of its own, whoever else reads. */
    private final class Positional extends InputStream {
        private long at;

        Positional(long at) {
            this.at = at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            if (read(one, 0, 1) < 1) {
                throw new EOFException();
            }
            return one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            int got = channel.read(ByteBuffer.wrap(into, from, count), at);
            at += Math.max(0, got);
            return got;
        }
    }
}
