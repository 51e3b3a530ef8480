package dev.tercet.kv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key as stored at some revision.
 *
 * <p>What a transport reads, small values at least, lies in one array, key and value side by side: of a hundred thousand of them the
 * objects in between would weigh as much as what they say. {@link #key()} and {@link #value()} are made when asked for, and each may
 * be kept alone: the longer of the two is a view of that array, of which it is at least half, and the shorter a copy. Two that say
 * the same are equal, however they lie.
 *
 * @since 0.1
 */
public final class KeyValue {
    // With a value apart, the key, which is then a Bytes; otherwise the array that holds both.
    private final Object keyOrBoth;
    private final @Nullable Bytes valueApart;
    // Where the value begins, if it is not apart.
    private final int keyLength;
    private final long createRevision;
    private final long modRevision;
    private final long version;
    private final long lease;

    /**
     * A key with its value; neither is copied.
     *
     * @param key the key
     * @param value the value; empty when only keys were asked for, and in the event of a delete
     * @param createRevision the revision that made the key, 0 in the event of a delete
     * @param modRevision the revision of the last put, or of the delete
     * @param version puts since it was made, beginning with 1; 0 in the event of a delete
     * @param lease the lease it hangs on, 0 for none
     */
    public KeyValue(Bytes key, Bytes value, long createRevision, long modRevision, long version, long lease) {
        this(
                Objects.requireNonNull(key, "key"),
                Objects.requireNonNull(value, "value"),
                key.length(),
                createRevision,
                modRevision,
                version,
                lease);
    }

    private KeyValue(
            Object keyOrBoth,
            @Nullable Bytes valueApart,
            int keyLength,
            long createRevision,
            long modRevision,
            long version,
            long lease) {
        this.keyOrBoth = keyOrBoth;
        this.valueApart = valueApart;
        this.keyLength = keyLength;
        this.createRevision = createRevision;
        this.modRevision = modRevision;
        this.version = version;
        this.lease = lease;
    }

    /**
     * A key and its value in this very array, not copied: the caller gives up the array.
     *
     * @param keyThenValue nothing else, and nothing in between
     * @param keyLength how much of it is the key
     * @throws IndexOutOfBoundsException if the array is shorter than the key
     */
    public static KeyValue wrap(
            byte[] keyThenValue, int keyLength, long createRevision, long modRevision, long version, long lease) {
        Objects.checkFromToIndex(0, keyLength, keyThenValue.length);
        return new KeyValue(keyThenValue, null, keyLength, createRevision, modRevision, version, lease);
    }

    /** The key. */
    public Bytes key() {
        return valueApart != null ? (Bytes) keyOrBoth : Bytes.part((byte[]) keyOrBoth, 0, keyLength);
    }

    /** The value; empty when only keys were asked for, and in the event of a delete. */
    public Bytes value() {
        if (valueApart != null) {
            return valueApart;
        }
        byte[] both = (byte[]) keyOrBoth;
        return Bytes.part(both, keyLength, both.length - keyLength);
    }

    /** The revision that made the key, 0 in the event of a delete. */
    public long createRevision() {
        return createRevision;
    }

    /** The revision of the last put, or of the delete. */
    public long modRevision() {
        return modRevision;
    }

    /** Puts since the key was made, beginning with 1; 0 in the event of a delete. */
    public long version() {
        return version;
    }

    /** The lease the key hangs on, 0 for none. */
    public long lease() {
        return lease;
    }

    /** The key as UTF-8 text. */
    public String keyText() {
        return keyText(StandardCharsets.UTF_8);
    }

    /** The key as text in a charset. */
    public String keyText(Charset charset) {
        return keySeen().text(charset);
    }

    /** The value as UTF-8 text. */
    public String valueText() {
        return valueText(StandardCharsets.UTF_8);
    }

    /** The value as text in a charset. */
    public String valueText(Charset charset) {
        return valueSeen().text(charset);
    }

    /** How many bytes the key and the value have together. */
    public int size() {
        return valueApart != null ? keyLength + valueApart.length() : ((byte[]) keyOrBoth).length;
    }

    /** Whether this is the key's first version. */
    public boolean isNew() {
        return version == 1;
    }

    /** The same under another key. */
    public KeyValue withKey(Bytes key) {
        if (valueApart != null) {
            return new KeyValue(key, valueApart, createRevision, modRevision, version, lease);
        }
        byte[] both = (byte[]) keyOrBoth;
        int valueLength = both.length - keyLength;
        byte[] changed = Arrays.copyOf(key.toArray(), key.length() + valueLength);
        System.arraycopy(both, keyLength, changed, key.length(), valueLength);
        return wrap(changed, key.length(), createRevision, modRevision, version, lease);
    }

    // For ourselves, who keep nothing, always a view.
    private Bytes keySeen() {
        return valueApart != null ? (Bytes) keyOrBoth : Bytes.wrap((byte[]) keyOrBoth, 0, keyLength);
    }

    private Bytes valueSeen() {
        if (valueApart != null) {
            return valueApart;
        }
        byte[] both = (byte[]) keyOrBoth;
        return Bytes.wrap(both, keyLength, both.length - keyLength);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof KeyValue that
                        && modRevision == that.modRevision
                        && keyLength == that.keyLength
                        && createRevision == that.createRevision
                        && version == that.version
                        && lease == that.lease
                        && keySeen().equals(that.keySeen())
                        && valueSeen().equals(that.valueSeen()));
    }

    @Override
    public int hashCode() {
        int hash = 31 * keySeen().hashCode() + valueSeen().hashCode();
        hash = 31 * hash + Long.hashCode(createRevision);
        hash = 31 * hash + Long.hashCode(modRevision);
        hash = 31 * hash + Long.hashCode(version);
        return 31 * hash + Long.hashCode(lease);
    }

    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "KeyValue[key=" + keySeen() + ", value=" + valueSeen() + ", createRevision=" + createRevision
                + ", modRevision=" + modRevision + ", version=" + version + ", lease=" + Long.toHexString(lease) + "]";
    }
}
