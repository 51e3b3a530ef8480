package dev.tercet.conformance.faults.wire.http2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Messages as gRPC has them in the data of a stream: a mark whether it is compressed, a length, the bytes. */
public final class GrpcMessages {
    private static final int HEAD = 5;

    private final Consumer<byte[]> taker;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    /** Takes data apart. */
    GrpcMessages(Consumer<byte[]> taker) {
        this.taker = taker;
    }

    /** One, to be sent. */
    public static byte[] of(byte[] message) {
        return of(0, message.length, message);
    }

    /** One whose head says what it says. */
    public static byte[] of(int compressed, int length, byte[] message) {
        return ByteBuffer.allocate(HEAD + message.length)
                .put((byte) compressed)
                .putInt(length)
                .put(message)
                .array();
    }

    /** Those that are whole in some data. */
    static List<byte[]> in(byte[] data) {
        List<byte[]> all = new ArrayList<>();
        new GrpcMessages(all::add).data(data);
        return all;
    }

    /** More data came. */
    void data(byte[] more) {
        waiting.writeBytes(more);
        byte[] all = waiting.toByteArray();
        int at = 0;
        while (all.length - at >= HEAD) {
            int length = ByteBuffer.wrap(all, at + 1, 4).getInt();
            if (length < 0 || length > all.length - at - HEAD) {
                break;
            }
            taker.accept(Arrays.copyOfRange(all, at + HEAD, at + HEAD + length));
            at += HEAD + length;
        }
        waiting.reset();
        waiting.write(all, at, all.length - at);
    }
}
