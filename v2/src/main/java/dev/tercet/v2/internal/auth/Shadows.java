package dev.tercet.v2.internal.auth;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import java.util.Arrays;

/**
 * Ranges that hold the same texts as others, and yet are not them: for what a role needs beside what it was granted.
 *
 * <ul>
 *   <li>A single key is told as all from it up to the next key that there can be.
 *   <li>A prefix begins right before its first key, at one with the byte 0xff in it, which no text has; so no text lies between.
 * </ul>
 */
final class Shadows {
    private Shadows() {}

    static KeyRange single(Bytes key) {
        return KeyRange.between(key, key.next());
    }

    static KeyRange prefix(Bytes prefix) {
        byte[] before = prefix.toArray();
        byte[] key = Arrays.copyOf(before, before.length + 1);
        key[before.length - 1]--;
        key[before.length] = (byte) 0xff;
        return KeyRange.between(Bytes.wrap(key), KeyRange.endOfPrefix(prefix));
    }

    static boolean is(KeyRange range) {
        Bytes key = range.key();
        if (range.isSingleKey() || range.isUnbounded()) {
            return false;
        }
        if (range.end().equals(key.next())) {
            return true;
        }
        if (key.length() < 2 || key.at(key.length() - 1) != (byte) 0xff) {
            return false;
        }
        byte[] prefix = Arrays.copyOf(key.toArray(), key.length() - 1);
        prefix[prefix.length - 1]++;
        return range.equals(prefix(Bytes.wrap(prefix)));
    }
}
