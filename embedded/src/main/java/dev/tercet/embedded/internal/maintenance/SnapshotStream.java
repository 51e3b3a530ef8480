package dev.tercet.embedded.internal.maintenance;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One snapshot on its way: its pieces, as fast as the client takes them, and at last their SHA-256. */
final class SnapshotStream implements Inlet<SnapshotRequest> {
    private final Supplier<SnapshotContent> take;
    private final String version;
    private final Outlet<SnapshotResponse> outlet;
    private final MessageDigest digest = sha256();
    private @Nullable SnapshotContent content;
    private boolean sending;
    private boolean ended;

    /**
     * One that begins when the client asks.
     *
     * @param take takes the keys as they are
     * @param version the version of the files
     */
    SnapshotStream(Supplier<SnapshotContent> take, String version, Outlet<SnapshotResponse> outlet) {
        this.take = take;
        this.version = version;
        this.outlet = outlet;
    }

    @Override
    public void message(SnapshotRequest message) {
        if (content == null) {
            content = take.get();
        }
        send();
    }

    @Override
    public void ready() {
        send();
    }

    @Override
    public void halfClose() {}

    @Override
    public void cancel() {
        ended = true;
    }

    // An outlet may say that it is ready while it takes a message: that is noticed by the loop, and not by another one
    // inside it.
    private void send() {
        if (content == null || sending) {
            return;
        }
        sending = true;
        try {
            while (!ended && outlet.isReady()) {
                step(content);
            }
        } finally {
            sending = false;
        }
    }

    private void step(SnapshotContent of) {
        if (of.left() > 0) {
            ByteString piece = of.piece();
            piece.asReadOnlyByteBufferList().forEach(digest::update);
            outlet.message(reply(piece, of.left()));
        } else {
            ended = true;
            outlet.message(reply(ByteString.copyFrom(digest.digest()), 0));
            outlet.end(null);
        }
    }

    private SnapshotResponse reply(ByteString blob, long remaining) {
        return SnapshotResponse.newBuilder()
                .setRemainingBytes(remaining)
                .setBlob(blob)
                .setVersion(version)
                .build();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
