package dev.tercet.cli.bolt;

/** A file that is not what it should be. The message goes on where the file's name ends. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is wrong. */
    public Broken(String message) {
        super(message);
    }
}
