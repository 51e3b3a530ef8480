package dev.tercet.cli.keys;

import dev.tercet.cli.run.InputLine;
import java.io.BufferedInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of standard input, whatever bytes are in them. */
final class InputLines {
    private final InputStream in;
    private int number;

    InputLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next, as {@link ByteText} has it and without blanks around it; null where no whole line is left. */
    @Nullable
    String next() {
        InputLine line = InputLine.next(in);
        if (line == null || !line.isWhole()) {
            return null;
        }
        number++;
        return ByteText.of(line.bytes()).strip();
    }

    /** Its number, counted from 1. */
    int number() {
        return number;
    }
}
