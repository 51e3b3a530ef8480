package dev.tercet.gateway.internal.json;

/** An object that is larger than was allowed. */
public final class TooLargeException extends UnreadableException {
    private static final long serialVersionUID = 1;

    TooLargeException(long allowed) {
        super("an object of more than " + allowed + " bytes");
    }
}
