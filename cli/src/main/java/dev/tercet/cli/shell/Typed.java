package dev.tercet.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is typed for a command that reads: a line at a time, so that what comes after the command's end is the shell's. */
final class Typed extends InputStream {
    private static final byte[] NOTHING = {};

    /** Where lines come from. */
    @FunctionalInterface
    interface Lines {
        /**
         * The next, without its end; null if there is none.
         *
         * @throws IOException if whoever types wants no more of it
         */
        @Nullable
        String next() throws IOException;
    }

    private final Lines lines;
    private byte[] line = NOTHING;
    private int at;
    private boolean ended;

    Typed(Lines lines) {
        this.lines = lines;
    }

    @Override
    public int read() throws IOException {
        return fill() ? line[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (count == 0 || !fill()) {
            return count == 0 ? 0 : -1;
        }
        int taken = Math.min(count, line.length - at);
        System.arraycopy(line, at, bytes, from, taken);
        at += taken;
        return taken;
    }

    private boolean fill() throws IOException {
        if (at == line.length && !ended) {
            String next = lines.next();
            ended = next == null;
            line = next == null ? NOTHING : (next + '\n').getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return at < line.length;
    }
}
