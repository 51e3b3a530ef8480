package dev.tercet.cli.output;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.FileTrouble;
import dev.tercet.kv.Bytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output or standard error: text as UTF-8, values byte for byte, and no failed write overlooked, which {@code PrintStream}
 * would. Lines end with a line feed on every system. Threads: any; what one call prints is not torn by another.
 */
public final class Out {
    private static final byte[] END = {'\n'};

    private final String name;
    private final OutputStream to;
    private final boolean terminal;
    private volatile boolean gone;

    /**
     * A place to print to.
     *
     * @param name what to call it in messages
     * @param terminal whether somebody looks at it
     */
    public Out(String name, OutputStream to, boolean terminal) {
        this.name = name;
        this.to = new BufferedOutputStream(to, 1 << 16);
        this.terminal = terminal;
    }

    /** Whether somebody looks at it. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Prints text. */
    public Out print(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Prints bytes as they are. */
    public Out print(Bytes bytes) {
        return write(bytes.toArray());
    }

    /** Prints text and the end of a line. */
    public Out line(String text) {
        return print(text + "\n");
    }

    /** Prints the end of a line. */
    public Out line() {
        return write(END);
    }

    private Out write(byte[] bytes) {
        try {
            synchronized (to) {
                to.write(bytes);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return this;
    }

    /** Hands on what was printed; nothing if that failed before, and was told. */
    public void flush() {
        if (gone) {
            return;
        }
        try {
            synchronized (to) {
                to.flush();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private CommandException failed(IOException e) {
        gone = true;
        return CommandException.ofFile("cannot write to " + name + ": " + FileTrouble.reason(e), e);
    }
}
