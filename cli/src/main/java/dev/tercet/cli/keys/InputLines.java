package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.kv.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int one = in.read(); one >= 0; one = in.read()) {
                if (one == '\n') {
                    number++;
                    return ByteText.of(Bytes.wrap(line.toByteArray())).strip();
                }
                line.write(one);
            }
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot read standard input: " + e.getMessage(), e);
        }
        return null;
    }

    /** Its number, counted from 1. */
    int number() {
        return number;
    }
}
