package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;

/**
 * Entries as a cache keeps them: key and value in one array of their own. What a transport brings may be a piece of a whole message,
 * which a key that stays for long would keep in memory. Both are there as objects, since a search compares keys at every step.
 */
final class Packing {
    private Packing() {}

    static KeyValue packed(KeyValue kv) {
        Bytes key = kv.key();
        Bytes value = kv.value();
        byte[] both = new byte[key.length() + value.length()];
        copy(key, both, 0);
        copy(value, both, key.length());
        return new KeyValue(
                Bytes.wrap(both, 0, key.length()),
                Bytes.wrap(both, key.length(), value.length()),
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
