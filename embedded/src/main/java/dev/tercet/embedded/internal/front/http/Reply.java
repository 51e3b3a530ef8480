package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.status.EtcdError;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;

/**
 * Where an answer goes. To be called on the connection's thread, except for {@link #hasRoom}; what comes after the end is dropped.
 */
interface Reply {
    /** The connection's thread. */
    EventLoop loop();

    /** Whether the client takes what is written. On any thread. */
    boolean hasRoom();

    /** All of it: JSON. */
    void whole(byte[] json);

    /** All of it: a refusal. */
    void refuse(EtcdError error);

    /** A line of many: JSON, with the end of the line. */
    void line(byte[] json);

    /** The last line is a refusal. */
    void refusalLine(EtcdError error, byte[] json);

    /** No more lines. */
    void end();

    /** The exchange may take more of the body than when it was last asked. */
    void readOn();

    /** Breaks the connection. */
    void cut();
}
