package dev.tercet.gateway.internal.json;

/** JSON, but not what it should say. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is wrong, and where. */
    public UnreadableException(String message) {
        super(message);
    }
}
