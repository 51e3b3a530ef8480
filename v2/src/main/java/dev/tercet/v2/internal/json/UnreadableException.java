package dev.tercet.v2.internal.json;

/** It is not the JSON that it should be; the message says what it is instead, without showing values. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }
}
