package dev.tercet.proto.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.grpc.HasByteBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads generated messages. One that lies in one piece in the connection's buffer is read in place, and a larger one piece by piece. */
final class Messages {
    private Messages() {}

    static <M extends Message> M read(Parser<M> parser, InputStream stream) throws IOException {
        CodedInputStream in = open(stream);
        M message = parser.parseFrom(in);
        in.checkLastTagWas(0);
        return message;
    }

    private static CodedInputStream open(InputStream stream) throws IOException {
        if (stream instanceof HasByteBuffer buffered && buffered.byteBufferSupported()) {
            ByteBuffer whole = buffered.getByteBuffer();
            if (whole != null && whole.remaining() == stream.available()) {
                return CodedInputStream.newInstance(whole);
            }
        }
        CodedInputStream in = CodedInputStream.newInstance(stream);
        // The transport has checked the message's size already.
        in.setSizeLimit(Integer.MAX_VALUE);
        return in;
    }
}
