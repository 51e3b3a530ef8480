package dev.tercet.proto.codec;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way: gRPC asks how long it is and has it written into the connection's buffer, and reads it only where there is
 * none.
 *
 * @param <T> the request, a value of ours
 */
final class WireRequest<T> extends InputStream implements KnownLength, Drainable {
    private final T value;
    private final WireOut.Form<T> form;
    private final WireLength counted;
    private int left;
    private @Nullable InputStream written;

    WireRequest(T value, WireOut.Form<T> form) {
        this.value = value;
        this.form = form;
        this.counted = WireLength.of(value, form);
        this.left = counted.total();
    }

    @Override
    public int available() throws IOException {
        return written == null ? left : written.available();
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        if (written != null) {
            return (int) written.transferTo(target);
        }
        int length = left;
        left = 0;
        WireWriter.write(value, form, counted, target);
        return length;
    }

    @Override
    public int read() throws IOException {
        return written().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return written().read(target, offset, length);
    }

    private InputStream written() throws IOException {
        if (written == null) {
            ByteArrayOutputStream all = new ByteArrayOutputStream(left);
            if (left > 0) {
                drainTo(all);
            }
            written = new ByteArrayInputStream(all.toByteArray());
        }
        return written;
    }
}
