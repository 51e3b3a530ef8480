package dev.tercet.conformance.faults.run;

/** A case was asked for that there is not; the message is for whoever named it. */
public final class NoSuchCase extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoSuchCase(String message) {
        super(message);
    }
}
