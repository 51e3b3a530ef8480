package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;

/**
 * Entries as a cache keeps them: key and value in one array of their own. What a transport brings may be a piece of a whole message,
 * which a key that stays for long would keep in memory.
 */
final class Packing {
    private Packing() {}

    static KeyValue packed(KeyValue kv) {
        int keyLength = kv.key().length();
        int valueLength = kv.value().length();
        byte[] both = new byte[keyLength + valueLength];
        copy(kv.key(), both, 0);
        copy(kv.value(), both, keyLength);
        return new KeyValue(
                Bytes.wrap(both, 0, keyLength),
                Bytes.wrap(both, keyLength, valueLength),
                kv.createRevision(),
                kv.modRevision(),
                kv.version(),
                kv.lease());
    }

    private static void copy(Bytes from, byte[] to, int at) {
        from.<Boolean>read((array, offset, length) -> {
            System.arraycopy(array, offset, to, at, length);
            return true;
        });
    }
}
