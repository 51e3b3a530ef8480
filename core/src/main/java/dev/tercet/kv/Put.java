package dev.tercet.kv;

import java.nio.charset.Charset;
import java.util.Objects;

/**
 * A write of one key.
 *
 * <p>A put without a lease takes the key off the lease it was on, unless {@link #keepingLease}.
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#put">etcd: put</a>
 * @since 0.1
 */
public final class Put implements Op<PutResult> {
    private final Bytes key;
    private final Bytes value;
    private final long lease;
    private final boolean previous;
    private final boolean ignoreValue;
    private final boolean ignoreLease;

    private Put(Bytes key, Bytes value, long lease, boolean previous, boolean ignoreValue, boolean ignoreLease) {
        this.key = key;
        this.value = value;
        this.lease = lease;
        this.previous = previous;
        this.ignoreValue = ignoreValue;
        this.ignoreLease = ignoreLease;
    }

    /**
     * Stores a value, which may be empty.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public static Put of(Bytes key, Bytes value) {
        return new Put(Checks.key(key), Objects.requireNonNull(value, "value"), 0, false, false, false);
    }

    /** Stores a text, both in UTF-8. */
    public static Put of(String key, String value) {
        return of(Checks.utf8("key", key), Checks.utf8("value", value));
    }

    /** Stores a text, both in the given charset. */
    public static Put of(String key, String value, Charset charset) {
        return of(Checks.text("key", key, charset), Checks.text("value", value, charset));
    }

    /** Stores bytes under a text in UTF-8. */
    public static Put of(String key, Bytes value) {
        return of(Checks.utf8("key", key), value);
    }

    /**
     * Touches a key and keeps the value it has (etcd's "ignore value"): a new revision, and the lease as given. Fails with code
     * {@code KEY_NOT_FOUND} if there is no such key.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public static Put keepingValue(Bytes key) {
        return new Put(Checks.key(key), Bytes.EMPTY, 0, false, true, false);
    }

    /** Touches a key, in UTF-8, and keeps the value it has. */
    public static Put keepingValue(String key) {
        return keepingValue(Checks.utf8("key", key));
    }

    /**
     * On this lease: when it ends, the key goes.
     *
     * @param id any lease id, also a negative one; 0 is "no lease"
     * @throws IllegalStateException after {@link #keepingLease()}
     */
    public Put withLease(long id) {
        if (ignoreLease && id != 0) {
            throw new IllegalStateException(
                    "the put keeps the key's own lease, so it cannot be given lease " + Long.toHexString(id));
        }
        return new Put(key, value, id, previous, ignoreValue, ignoreLease);
    }

    /**
     * Leaves the key on the lease it is on (etcd's "ignore lease"). Fails with code {@code KEY_NOT_FOUND} if there is no such key.
     *
     * @throws IllegalStateException after {@link #withLease}
     */
    public Put keepingLease() {
        if (lease != 0) {
            throw new IllegalStateException(
                    "the put has lease " + Long.toHexString(lease) + ", so it cannot keep the key's own");
        }
        return new Put(key, value, 0, previous, ignoreValue, true);
    }

    /** Answers what the key was before; with authentication on, this takes the right to read it. */
    public Put returningPrevious() {
        return new Put(key, value, lease, true, ignoreValue, ignoreLease);
    }

    /** The same put of another key. */
    public Put withKey(Bytes other) {
        return new Put(Checks.key(other), value, lease, previous, ignoreValue, ignoreLease);
    }

    /** The key, never empty. */
    public Bytes key() {
        return key;
    }

    /** The value; empty when the key's own is kept. */
    public Bytes value() {
        return value;
    }

    /** The lease, 0 for none. */
    public long lease() {
        return lease;
    }

    /** Whether the answer has the key as it was; false unless asked for. */
    public boolean returnsPrevious() {
        return previous;
    }

    /** Whether the key keeps the value that it has, and is only touched. */
    public boolean keepsValue() {
        return ignoreValue;
    }

    /** Whether the key stays on the lease that it is on. */
    public boolean keepsLease() {
        return ignoreLease;
    }

    /** The key, and the lease if there is one; not the value, which may be a secret. */
    @Override
    public String toString() {
        return "put " + key + (lease == 0 ? "" : " on lease " + Long.toHexString(lease));
    }
}
