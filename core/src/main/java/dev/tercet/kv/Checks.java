package dev.tercet.kv;

/** Argument checks of the values in this package. */
final class Checks {
    private Checks() {}

    static long notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
        return value;
    }

    static Bytes key(Bytes key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key is empty: etcd has no empty key");
        }
        return key;
    }
}
