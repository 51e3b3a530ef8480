package dev.tercet.http;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Finds where a JSON object ends that has trailers behind it. java.net.http takes the answer for over where they begin, and its
 * connection for free; those that come a moment later would be what the next request on it reads in place of its answer. So such an
 * answer is over where its object is, and its connection is not used again.
 *
 * <p>Threads: the I/O thread's.
 */
final class TrailedJson {
    private int depth;
    private boolean inString;
    private boolean escaped;

    /** Whether the object is whole with these bytes, which are only read. */
    boolean isWholeWith(List<ByteBuffer> runs) {
        boolean whole = false;
        for (ByteBuffer run : runs) {
            for (int at = run.position(); at < run.limit(); at++) {
                whole |= isEnd(run.get(at));
            }
        }
        return whole;
    }

    private boolean isEnd(byte next) {
        if (escaped) {
            escaped = false;
        } else if (inString) {
            escaped = next == '\\';
            inString = next != '"';
        } else if (next == '"') {
            inString = true;
        } else if (next == '{') {
            depth++;
        } else if (next == '}') {
            return --depth == 0;
        }
        return false;
    }
}
