package dev.tercet.conformance.faults.wire.http2;

/** What a server does with its calls, on the thread of the connection. It answers now, later, or not at all. */
public interface Script {
    /** The headers of a call came. */
    default void begun(Http2Call call) {}

    /** A whole message of it came. */
    default void message(Http2Call call, byte[] message) {}

    /** All of it came: a call with one request has that now. */
    default void whole(Http2Call call) {}
}
