package dev.tercet.embedded.internal.front.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import java.util.Locale;

/**
 * What came as a request, and may be none.
 *
 * @param bytes as they came
 * @param prototype what they should be
 * @param unary whether it belongs to a call, not a stream: the server has other words there
 */
record Received<Q extends Message>(ByteString bytes, Q prototype, boolean unary) {
    /** More than any request has that is not refused for its operations anyway, and far less than a thread's stack takes. */
    private static final int MAX_DEPTH = 500;

    /**
     * The message.
     *
     * @throws EtcdError if it is none, or too large
     */
    @SuppressWarnings("unchecked") // What the parser of a message parses is such a message.
    Q message(MessageLimit limit) {
        limit.check(bytes.size());
        CodedInputStream in = bytes.newCodedInput();
        in.setRecursionLimit(MAX_DEPTH);
        try {
            Q message = (Q) prototype.getParserForType().parseFrom(in);
            in.checkLastTagWas(0);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw refusal(why(e));
        }
    }

    // Told apart by words, as there are no classes.
    private static String why(InvalidProtocolBufferException mistake) {
        String words = String.valueOf(mistake.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("utf-8")) {
            return "string field contains invalid UTF-8";
        }
        return words.contains("nesting")
                ? "proto: exceeded maximum recursion depth"
                : "proto: cannot parse invalid wire-format data";
    }

    private EtcdError refusal(String why) {
        return new EtcdError(
                StatusCode.INTERNAL,
                (unary ? "grpc: error unmarshalling request: " : "grpc: failed to unmarshal the received message: ")
                        + why);
    }
}
