package dev.tercet.conformance.front;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/** Messages in the words of etcd's gateway. */
final class Json {
    /** What bodies of it say that they are. */
    static final String TYPE = "application/json";

    private static final JsonFormat.Parser PARSER = JsonFormat.parser();
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

    private Json() {}

    /** A message, of the type that {@code prototype} has. */
    static Message read(String json, Message prototype) throws InvalidProtocolBufferException {
        Message.Builder builder = prototype.newBuilderForType();
        PARSER.merge(json, builder);
        return builder.build();
    }

    /** A message. */
    static String of(MessageOrBuilder message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("only messages of type Any may be unprintable", e);
        }
    }

    /** A message of a stream. */
    static String result(Message message) {
        return "{\"result\":" + of(message) + "}\n";
    }

    /** A failure. */
    static String error(Status status) {
        String words = status.getDescription() == null ? "" : status.getDescription();
        return "{\"code\":" + status.getCode().value() + ",\"message\":"
                + of(Value.newBuilder().setStringValue(words)) + ",\"details\":[]}";
    }

    /** A failure in a stream. */
    static String streamError(Status status) {
        return "{\"error\":" + error(status) + "}\n";
    }

    /** With which status of HTTP a failure comes. */
    static int httpStatus(Status status) {
        return switch (status.getCode()) {
            case OK -> 200;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case RESOURCE_EXHAUSTED -> 429;
            case CANCELLED -> 499;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
        };
    }

    /** The objects that a text has one behind another. */
    static List<String> objects(String text) {
        List<String> objects = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                objects.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (!text.substring(start).isBlank()) {
            // Whoever reads it will say what is wrong with it.
            objects.add(text.substring(start));
        }
        return objects;
    }
}
