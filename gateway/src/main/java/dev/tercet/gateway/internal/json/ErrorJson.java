package dev.tercet.gateway.internal.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What gateways say when they fail, and the envelopes of answers that go on. */
final class ErrorJson {
    private ErrorJson() {}

    /**
     * Reads all shapes. The oldest call the message {@code error}, later ones say it in {@code message} too, the latest only there;
     * in an answer that goes on the whole is in {@code error}, where older ones call the code {@code grpc_code}.
     */
    static ErrorBody read(JsonParser in) {
        long code = 0;
        String message = "";
        String error = "";
        ErrorBody within = null;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "code", "grpc_code" -> code = number(in);
                case "message" -> message = text(in);
                case "error" -> {
                    if (in.currentToken() == JsonToken.START_OBJECT) {
                        within = read(in);
                    } else {
                        error = text(in);
                    }
                }
                default -> in.skipChildren();
            }
        }
        if (within != null) {
            return within;
        }
        return new ErrorBody((int) code, message.isEmpty() ? error : message);
    }

    /** Others have codes that are no numbers, in errors that are worth reading all the same. */
    private static long number(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            long number = Numbers.signed(in);
            return number > 0 && number <= Integer.MAX_VALUE ? number : 0;
        }
        in.skipChildren();
        return 0;
    }

    private static String text(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return in.getString();
        }
        in.skipChildren();
        return "";
    }

    static <R> Enveloped<R> readEnveloped(JsonParser in, JsonReader<R> messages) {
        R result = null;
        ErrorBody error = null;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            if (in.currentToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (name) {
                case "result" -> result = messages.read(in);
                case "error" ->
                    error = in.currentToken() == JsonToken.START_OBJECT ? read(in) : new ErrorBody(0, text(in));
                default -> in.skipChildren();
            }
        }
        if (error == null && result == null) {
            throw new UnreadableException("neither a result nor an error");
        }
        return error == null ? new Enveloped<>(result, null) : new Enveloped<>(null, error);
    }

    static String readVersion(JsonParser in) {
        String version = "";
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            if (name.equals("etcdserver")) {
                version = text(in);
            } else {
                in.skipChildren();
            }
        }
        return version;
    }
}
