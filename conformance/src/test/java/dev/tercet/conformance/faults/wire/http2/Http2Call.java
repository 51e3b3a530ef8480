package dev.tercet.conformance.faults.wire.http2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A call that came to a {@link Http2Server}. */
public final class Http2Call {
    private final Http2Connection connection;
    private final int stream;
    private final String path;
    private final GrpcMessages incoming;
    private final List<byte[]> messages = new ArrayList<>();
    private volatile boolean whole;

    Http2Call(Http2Connection connection, int stream, String path, Script script) {
        this.connection = connection;
        this.stream = stream;
        this.path = path;
        this.incoming = new GrpcMessages(message -> {
            messages.add(message);
            script.message(this, message);
        });
    }

    public Http2Connection connection() {
        return connection;
    }

    /** The number of its stream. */
    public int stream() {
        return stream;
    }

    /** Such as {@code /etcdserverpb.KV/Put}. */
    public String path() {
        return path;
    }

    /** What came so far; on the connection's thread alone. */
    public List<byte[]> messages() {
        return messages;
    }

    /** Whether the client has said all that it has to say. */
    public boolean isWhole() {
        return whole;
    }

    /** Answers well: one message, or none, or many. */
    public void answer(byte[]... replies) {
        send(answerFrames(stream, replies));
    }

    /** The frames of a good answer. */
    public static List<Frame> answerFrames(int stream, byte[]... replies) {
        List<Frame> frames = new ArrayList<>();
        frames.add(Frame.headers(stream, Fields.answer(), false));
        for (byte[] reply : replies) {
            frames.add(Frame.data(stream, GrpcMessages.of(reply), false));
        }
        frames.add(Frame.headers(stream, Fields.trailers(0, ""), true));
        return frames;
    }

    /** Answers with a failure. */
    public void fail(int status, String message) {
        send(Frame.headers(stream, Fields.trailersOnly(status, message), true));
    }

    public void send(Frame... frames) {
        send(Arrays.asList(frames));
    }

    /** In one piece, so that the client has all of them at once. */
    public void send(List<Frame> frames) {
        connection.write(Frame.bytes(frames));
    }

    void data(byte[] more) {
        incoming.data(more);
    }

    void isWholeNow() {
        whole = true;
    }

    @Override
    public String toString() {
        return path + " on stream " + stream;
    }
}
