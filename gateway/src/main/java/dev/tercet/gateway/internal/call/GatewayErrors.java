package dev.tercet.gateway.internal.call;

import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.http.HttpHead;
import dev.tercet.spi.WireFailure;

/** What the answers mean that are no replies: etcd's own errors, and what others between us and it have to say. */
public final class GatewayErrors {
    private GatewayErrors() {}

    /** A whole answer whose status is not 200, or whose content is said to be no JSON. */
    public static WireFailure refused(Dialect dialect, String path, HttpHead head, byte[] body) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The error at the end of a stream: the whole frame, <code>{"error":{...}}</code>. */
    public static WireFailure inStream(String path, byte[] frame) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** A 200 whose bytes are no reply. */
    public static WireFailure unreadable(String path, RuntimeException why) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** More than {@code maxInboundBytes}. */
    public static WireFailure tooLarge(String path, int most) {
        throw new UnsupportedOperationException("not built yet");
    }
}
