package dev.tercet.conformance.faults.wire.http2;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a server said on a connection, read as whoever is at the other end has to read it. */
public final class Sent {
    private final Map<Integer, ByteArrayOutputStream> data = new HashMap<>();

    private Sent() {}

    /** Reads bytes up to where they make no sense any more. */
    static Sent of(byte[] bytes) {
        Sent sent = new Sent();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        while (in.available() >= Frame.HEAD) {
            try {
                sent.frame(Frame.read(in));
            } catch (IOException e) {
                break;
            }
        }
        return sent;
    }

    private void frame(Frame frame) {
        if (frame.type() == Frame.DATA) {
            data.computeIfAbsent(frame.stream() & Integer.MAX_VALUE, stream -> new ByteArrayOutputStream())
                    .writeBytes(unpadded(frame));
        }
    }

    static byte[] unpadded(Frame frame) {
        byte[] payload = frame.payload();
        if (!frame.has(Frame.PADDED) || payload.length == 0) {
            return payload;
        }
        return Arrays.copyOfRange(payload, 1, Math.max(1, payload.length - (payload[0] & 0xff)));
    }

    /** The whole messages that came on a stream, in order. */
    public List<byte[]> messages(int stream) {
        ByteArrayOutputStream all = data.get(stream);
        return all == null ? List.of() : GrpcMessages.in(all.toByteArray());
    }
}
