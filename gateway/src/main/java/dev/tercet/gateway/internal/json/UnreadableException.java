package dev.tercet.gateway.internal.json;

/** JSON, but not what it should say; or no JSON. */
public class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is wrong, and where; never with what was read, which may be a secret. */
    public UnreadableException(String message) {
        super(message);
    }
}
