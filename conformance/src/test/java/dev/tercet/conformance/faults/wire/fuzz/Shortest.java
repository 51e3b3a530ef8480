package dev.tercet.conformance.faults.wire.fuzz;

import java.util.function.Predicate;

/** What is left of bytes that something fails with when all is taken away without which it fails too. */
final class Shortest {
    private Shortest() {}

    /** The shortest that pieces taken away one after another lead to. */
    static byte[] of(byte[] bytes, Predicate<byte[]> fails) {
        byte[] least = bytes;
        for (int piece = Math.max(1, bytes.length / 2); piece > 0; piece /= 2) {
            for (int at = 0; at + piece <= least.length; ) {
                byte[] less = new byte[least.length - piece];
                System.arraycopy(least, 0, less, 0, at);
                System.arraycopy(least, at + piece, less, at, less.length - at);
                if (fails.test(less)) {
                    least = less;
                } else {
                    at += piece;
                }
            }
        }
        return least;
    }
}
