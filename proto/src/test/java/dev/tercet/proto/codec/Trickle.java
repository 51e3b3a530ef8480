package dev.tercet.proto.codec;

import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A message that comes a few bytes at a time, and says how long it is. */
final class Trickle extends InputStream implements KnownLength {
    private final ByteArrayInputStream message;
    private final int most;

    Trickle(byte[] message, int most) {
        this.message = new ByteArrayInputStream(message);
        this.most = most;
    }

    @Override
    public int read() {
        return message.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        return message.read(into, offset, Math.min(length, most));
    }

    @Override
    public int available() {
        return message.available();
    }
}
