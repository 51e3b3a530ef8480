package dev.tercet.gateway.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the end of a text, eight bytes at a time. */
final class Quotes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long QUOTES = 0x2222222222222222L;
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private Quotes() {}

    /** Where the next quote is, which may be an escaped one; −1 if there is none before {@code end}. */
    static int find(byte[] in, int from, int end) {
        int next = from;
        while (next + Long.BYTES <= end) {
            // The highest bit of each byte that is a quote, and perhaps of those after it.
            long zeros = (long) LONG.get(in, next) ^ QUOTES;
            long found = zeros - LOWEST_BITS & ~zeros & HIGHEST_BITS;
            if (found != 0) {
                return next + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            next += Long.BYTES;
        }
        while (next < end && in[next] != '"') {
            next++;
        }
        return next < end ? next : -1;
    }
}
