package dev.tercet.gateway.internal.json;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts an answer that goes on into its JSON objects: by their structure, since not every server puts each into a line of its own.
 *
 * <p>It looks at no more than braces and strings; whether an object is JSON is seen when it is read. For one thread at a time.
 */
public final class JsonFrames {
    private final long most;
    private final Consumer<byte[]> to;

    /** The beginning of an object whose end has not come. */
    private byte[] begun = {};

    private int length;
    private int depth;
    private boolean inString;
    private boolean escaped;

    /**
     * With nothing yet.
     *
     * @param most how many bytes one object may have
     * @param to takes each object, whole, within {@link #push}
     */
    public JsonFrames(long most, Consumer<byte[]> to) {
        this.most = most;
        this.to = to;
    }

    /**
     * Takes runs of bytes, cut anywhere, and gives away what objects they complete. The buffers are neither changed nor kept.
     *
     * @throws UnreadableException if something else than blanks is between objects; those before it have been given away
     * @throws TooLargeException if an object is too large; likewise
     */
    public void push(List<ByteBuffer> runs) {
        for (ByteBuffer run : runs) {
            push(run);
        }
    }

    /** As with several. */
    public void push(ByteBuffer run) {
        int begin = run.position();
        int end = run.limit();
        for (int at = begin; at < end; at++) {
            byte next = run.get(at);
            if (depth == 0) {
                begin = at;
                open(next);
            } else if (inString) {
                string(next);
            } else if (next == '"') {
                inString = true;
            } else if (next == '{') {
                depth++;
            } else if (next == '}' && --depth == 0) {
                keep(run, begin, at + 1);
                give();
            }
        }
        if (depth > 0) {
            keep(run, begin, end);
        }
    }

    /** How many bytes there are of an object whose end has not come; if the answer is over and it is not zero, it was cut off. */
    public int pending() {
        return length;
    }

    private void open(byte next) {
        if (next == '{') {
            depth = 1;
        } else if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
            throw new UnreadableException("something else than an object");
        }
    }

    private void string(byte next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inString = false;
        }
    }

    private void keep(ByteBuffer run, int begin, int end) {
        int more = end - begin;
        if (more > most - length) {
            throw new TooLargeException(most);
        }
        if (more > begun.length - length) {
            // Just as many if it is whole, as most are; doubled if it goes on, so that it is not copied time and again.
            int size = length == 0
                    ? more
                    : (int) Math.min(Math.max(length + (long) more, 2L * length), Integer.MAX_VALUE - 8);
            begun = Arrays.copyOf(begun, size);
        }
        run.get(begin, begun, length, more);
        length += more;
    }

    private void give() {
        byte[] whole = length == begun.length ? begun : Arrays.copyOf(begun, length);
        begun = new byte[0];
        length = 0;
        to.accept(whole);
    }
}
