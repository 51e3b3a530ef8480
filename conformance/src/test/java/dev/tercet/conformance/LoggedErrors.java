package dev.tercet.conformance;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the client logs as an error, read on its way to the terminal: slf4j-simple writes a line at a time to System.err. */
final class LoggedErrors extends OutputStream {
    private static final Pattern ERROR = Pattern.compile("\\bERROR dev\\.tercet\\.");
    private static final LoggedErrors ONLY = new LoggedErrors(System.err);

    static {
        System.setErr(new PrintStream(ONLY, true, StandardCharsets.UTF_8));
    }

    private final PrintStream on;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> errors = new ArrayList<>();

    private LoggedErrors(PrintStream on) {
        this.on = on;
    }

    /** The lines since the last time. */
    static List<String> take() {
        synchronized (ONLY) {
            List<String> taken = List.copyOf(ONLY.errors);
            ONLY.errors.clear();
            return taken;
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** All at once: what takes the tests' output makes a message of each write, and a stack trace has thousands of bytes. */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        on.write(bytes, offset, length);
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else {
                line.write(bytes[i]);
            }
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (ERROR.matcher(text).find()) {
            errors.add(text);
        }
    }

    @Override
    public void flush() {
        on.flush();
    }
}
