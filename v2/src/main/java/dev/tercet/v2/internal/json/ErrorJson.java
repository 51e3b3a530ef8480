package dev.tercet.v2.internal.json;

import dev.tercet.v2.error.V2ErrorPayload;
import java.util.Optional;
import tools.jackson.core.JsonParser;

/** Reads what servers say of errors, in both forms: those about keys have a number, those about all else a message only. */
public final class ErrorJson {
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;

    private ErrorJson() {}

    /**
     * Reads an error.
     *
     * @param status the HTTP status, which decides for 401 and 404, whatever number is given or is not
     * @return empty if it is none of v2's
     */
    public static Optional<V2ErrorPayload> read(int status, byte[] body) {
        try {
            return Bodies.read(in -> read(in, status), body);
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    private static Optional<V2ErrorPayload> read(JsonParser in, int status) {
        long code = 0;
        String message = "";
        String cause = "";
        long index = 0;
        boolean others = false;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "errorCode" -> code = Values.number(in);
                case "message" -> message = Values.text(in);
                case "cause" -> cause = Values.text(in);
                case "index" -> index = Values.number(in);
                // The gateway of v3, which has no v2 behind it.
                case "code" -> others = true;
                default -> in.skipChildren();
            }
        }
        if (others || (message.isEmpty() && code == 0)) {
            return Optional.empty();
        }
        int number = status == NOT_FOUND ? 100 : status == UNAUTHORIZED ? 110 : (int) code;
        return Optional.of(new V2ErrorPayload(number, message, cause, index, status));
    }
}
