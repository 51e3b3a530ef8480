package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.FileTrouble;
import dev.tercet.kv.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Entries in a temporary file that only its owner can read, and that goes with the program. Written once, read any number of times. Of
 * their revisions only the last change's is kept.
 */
final class SpoolFile implements AutoCloseable {
    /** How much of it is read or written at a time, unless said otherwise. */
    static final int BUFFER = 1 << 16;

    private static final int FIXED = 2 * Integer.BYTES + 3 * Long.BYTES;
    private static final long UNSAID = -1;

    private final FileChannel channel;
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER);
    private long end;

    SpoolFile() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** In this folder. */
    SpoolFile(Path folder) {
        try {
            // Java makes temporary files for their owner alone, where the system knows owners.
            channel = open(Files.createTempFile(folder, "tercet-", ".spool"));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What was just made; where others can delete it, they could have put a link in its place meanwhile. */
    static FileChannel open(Path made) throws IOException {
        return FileChannel.open(
                made,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE,
                LinkOption.NOFOLLOW_LINKS);
    }

    void append(Entry entry) {
        Duration remaining = entry.remaining();
        room(FIXED)
                .putInt(entry.key().length())
                .putInt(entry.value().length())
                .putLong(entry.modRevision())
                .putLong(entry.lease())
                .putLong(remaining == null ? UNSAID : remaining.toMillis());
        append(entry.key());
        append(entry.value());
        end += FIXED + entry.key().length() + entry.value().length();
    }

    private void append(Bytes bytes) {
        if (bytes.length() <= out.capacity()) {
            ByteBuffer to = room(bytes.length());
            bytes.read(to::put);
        } else {
            write(out.flip());
            out.clear();
            write(bytes.asByteBuffer());
        }
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            write(out.flip());
            out.clear();
        }
        return out;
    }

    private void write(ByteBuffer what) {
        try {
            while (what.hasRemaining()) {
                channel.write(what);
            }
        } catch (IOException e) {
            throw failed(e);
        }
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
        write(out.flip());
        out.clear();
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
        return CommandException.ofFile(
                "cannot set entries aside in " + System.getProperty("java.io.tmpdir") + ": " + FileTrouble.reason(e),
                e);
    }

    /** Reads from a place of its own, whoever else reads. */
    private final class Reading implements Iterator<Entry> {
        private final ByteBuffer in;
        private long at;
        private long left;

        Reading(long from, long to, int buffer) {
            this.in = ByteBuffer.allocate(buffer).limit(0);
            this.at = from;
            this.left = to - from;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Entry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (in.remaining() < FIXED) {
                fill(in.compact(), FIXED);
                in.flip();
            }
            int key = in.getInt();
            int value = in.getInt();
            long modRevision = in.getLong();
            long lease = in.getLong();
            long remaining = in.getLong();
            left -= FIXED + key + value;
            Duration lived = remaining == UNSAID ? null : Duration.ofMillis(remaining);
            return new Entry(bytes(key), bytes(value), 0, modRevision, 0, lease, lived);
        }

        private Bytes bytes(int length) {
            byte[] bytes = new byte[length];
            int ready = Math.min(length, in.remaining());
            in.get(bytes, 0, ready);
            if (ready < length) {
                if (length - ready > in.capacity()) {
                    fill(ByteBuffer.wrap(bytes, ready, length - ready), length);
                } else {
                    fill(in.clear(), length - ready);
                    in.flip().get(bytes, ready, length - ready);
                }
            }
            return Bytes.wrap(bytes);
        }

        /** Until there are so many bytes in it, or more. */
        private void fill(ByteBuffer into, int bytes) {
            try {
                while (into.position() < bytes) {
                    int got = channel.read(into, at);
                    if (got < 0) {
                        throw new EOFException("the file has become shorter");
                    }
                    at += got;
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
