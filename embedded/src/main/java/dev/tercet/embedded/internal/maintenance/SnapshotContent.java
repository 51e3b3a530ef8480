package dev.tercet.embedded.internal.maintenance;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.tercet.proto.mvccpb.KeyValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The keys of one moment as one file, in pieces. The form is this server's own, and says so: text that ends with an empty line; then
 * each key as an {@code mvccpb.KeyValue} with its length before it, as protobuf has them, in the order of the keys; then zeros up to
 * a multiple of 512 bytes, which tools of etcd ask of a snapshot.
 */
final class SnapshotContent {
    /** What etcd sends at a time. */
    static final int PIECE = 32 * 1024;

    private static final int BLOCK = 512;

    private final List<KeyValue> kvs;
    private int next;
    private ByteString pending;
    private long left;

    /** These keys. */
    SnapshotContent(long revision, List<KeyValue> kvs) {
        this.kvs = kvs;
        pending = ByteString.copyFrom(title(revision, kvs.size()), StandardCharsets.US_ASCII);
        long bytes = pending.size();
        for (KeyValue kv : kvs) {
            bytes += CodedOutputStream.computeMessageSizeNoTag(kv);
        }
        left = (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static String title(long revision, int keys) {
        return "This is a snapshot of Tercet's embedded etcd, which is for tests. It is not a database of etcd:\n"
                + "etcd, etcdctl and etcdutl cannot restore it.\n"
                + "Format: 1\nRevision: " + revision + "\nKeys: " + keys + "\n\n";
    }

    /** How many bytes are yet to be had. */
    long left() {
        return left;
    }

    /** The next bytes: a whole piece, unless they are the last; none at the end. */
    ByteString piece() {
        int size = (int) Math.min(PIECE, left);
        while (pending.size() < size) {
            pending = pending.concat(
                    next < kvs.size() ? framed(kvs.get(next++)) : ByteString.copyFrom(new byte[size - pending.size()]));
        }
        ByteString piece = pending.substring(0, size);
        pending = pending.substring(size);
        left -= size;
        return piece;
    }

    private static ByteString framed(KeyValue kv) {
        byte[] bytes = new byte[CodedOutputStream.computeMessageSizeNoTag(kv)];
        try {
            CodedOutputStream.newInstance(bytes).writeMessageNoTag(kv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(bytes);
    }
}
