package dev.tercet.cli.run;

import dev.tercet.cli.connect.Asking;
import dev.tercet.cli.output.Out;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param asked whether somebody sits at it
 * @param out standard output
 * @param err standard error
 * @param secrets asks for passwords
 */
public record Streams(InputStream in, boolean asked, Out out, Out err, Asking secrets) {
    /** Passwords are asked for at the console, if somebody sits there. */
    public Streams(InputStream in, boolean asked, Out out, Out err) {
        this(in, asked, out, err, Asking.console(asked, err));
    }

    /**
     * The program's own. Java cannot tell which of them are terminals; the launch script can, and says so in {@code tercet.terminals}: of
     * {@code 0}, {@code 1} and {@code 2} those that are.
     */
    public static Streams system() {
        String terminals = System.getProperty("tercet.terminals", hasConsole() ? "01" : "");
        return new Streams(
                System.in,
                terminals.contains("0"),
                new Out("standard output", new FileOutputStream(FileDescriptor.out), terminals.contains("1")),
                new Out("standard error", new FileOutputStream(FileDescriptor.err), terminals.contains("2")));
    }

    // Later Javas always have one; there the script is needed.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        return Runtime.version().feature() < 22 && System.console() != null;
    }
}
