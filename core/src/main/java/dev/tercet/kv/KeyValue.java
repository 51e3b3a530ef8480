package dev.tercet.kv;

import java.nio.charset.Charset;

/**
 * A key as stored at some revision.
 *
 * @param key the key
 * @param value the value; empty when only keys were asked for, and in the event of a delete
 * @param createRevision the revision that made the key, 0 in the event of a delete
 * @param modRevision the revision of the last put, or of the delete
 * @param version puts since it was made, beginning with 1; 0 in the event of a delete
 * @param lease the lease it hangs on, 0 for none
 * @since 0.1
 */
public record KeyValue(Bytes key, Bytes value, long createRevision, long modRevision, long version, long lease) {
    /** The key as UTF-8 text. */
    public String keyText() {
        return key.utf8();
    }

    /** The key as text in a charset. */
    public String keyText(Charset charset) {
        return key.text(charset);
    }

    /** The value as UTF-8 text. */
    public String valueText() {
        return value.utf8();
    }

    /** The value as text in a charset. */
    public String valueText(Charset charset) {
        return value.text(charset);
    }

    /** Whether this is the key's first version. */
    public boolean isNew() {
        return version == 1;
    }

    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "KeyValue[key=" + key + ", value=" + value + ", createRevision=" + createRevision + ", modRevision="
                + modRevision + ", version=" + version + ", lease=" + Long.toHexString(lease) + "]";
    }
}
