package dev.tercet.cli.shell;

import dev.tercet.cli.connect.Asking;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What commands of a shell ask whoever types: lines of their standard input, and passwords. The terminal cannot be read beside the library
 * that has it: that would hear neither of Ctrl-C nor of Ctrl-D.
 */
final class Keyboard implements Typed.Lines, Asking {
    private final LineReader reader;
    private final Runnable interrupt;

    /**
     * At this terminal.
     *
     * @param interrupt is run for Ctrl-C
     */
    Keyboard(Terminal terminal, Runnable interrupt) {
        this.interrupt = interrupt;
        // Lines as they are: nothing in them is a quote or an escape, and none is remembered.
        this.reader = LineReaderBuilder.builder()
                .appName("tercet")
                .terminal(terminal)
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
        // It completes nothing here, and would be lost.
        Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN))
                .bind(new Reference(LineReader.SELF_INSERT), "\t");
    }

    @Override
    public @Nullable String next() throws InterruptedIOException {
        try {
            return reader.readLine("");
        } catch (EndOfFileException e) {
            return null;
        } catch (UserInterruptException e) {
            interrupt.run();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public char @Nullable [] ask(String prompt) {
        try {
            return reader.readLine(prompt, '\0').toCharArray();
        } catch (EndOfFileException e) {
            return null;
        } catch (UserInterruptException e) {
            interrupt.run();
            throw new CommandException(Exit.INTERRUPTED, "nothing was done: ended while it asked for a password");
        }
    }
}
