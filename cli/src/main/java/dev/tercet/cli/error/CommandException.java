package dev.tercet.cli.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** Ends a command: a line or two for standard error, and an exit code. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;

    /** With what is to be said. */
    public CommandException(Exit exit, String message) {
        this(exit, message, null);
    }

    /** With what is to be said, and what only {@code --debug} shows. */
    public CommandException(Exit exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    /** The exit code. */
    public Exit exit() {
        return exit;
    }

    /** Of a command line that makes no sense. */
    public static CommandException wrongUsage(String message) {
        return new CommandException(Exit.WRONG_USAGE, message);
    }

    /** Of something that failed. */
    public static CommandException failed(String message) {
        return new CommandException(Exit.FAILED, message);
    }

    /** Of a file or standard input that makes no sense. */
    public static CommandException badInput(String message) {
        return new CommandException(Exit.BAD_INPUT, message);
    }

    /** Of a file that the system does not let us have, or of a thread that was told to end while it was at it, as Ctrl-C in the shell does. */
    public static CommandException ofFile(String message, @Nullable IOException cause) {
        return new CommandException(exit(cause), message, cause);
    }

    private static Exit exit(@Nullable Throwable cause) {
        return cause instanceof ClosedByInterruptException ? Exit.INTERRUPTED : Exit.FILE;
    }

    /** Of a file or standard input that the system does not hand out. */
    public static CommandException unreadable(String what, Exception cause) {
        Throwable at = cause instanceof UncheckedIOException ? cause.getCause() : cause;
        String why = at instanceof IOException e ? FileTrouble.reason(e) : String.valueOf(cause.getMessage());
        return new CommandException(exit(at), "cannot read " + what + ": " + why, cause);
    }

    /** Of a format or a request that is not there. */
    public static CommandException unsupported(String message) {
        return new CommandException(Exit.UNSUPPORTED, message);
    }
}
