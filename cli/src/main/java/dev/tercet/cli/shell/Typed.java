package dev.tercet.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jline.utils.NonBlockingInputStream;

/** What is typed for a command that reads. It hears of Ctrl-C, and takes a line at a time: what comes after the command's end is a line. */
final class Typed extends InputStream {
    /** How long Ctrl-C may take, in milliseconds. */
    private static final long LOOK = 100;

    private final InputStream keys;
    private boolean ended;

    Typed(InputStream keys) {
        this.keys = keys;
    }

    @Override
    public int read() throws IOException {
        while (!ended) {
            int key = look();
            if (key >= 0) {
                return key;
            }
            ended = key != NonBlockingInputStream.READ_EXPIRED;
        }
        return -1;
    }

    private int look() throws IOException {
        try {
            if (!Thread.currentThread().isInterrupted()) {
                return keys instanceof NonBlockingInputStream patient ? patient.read(LOOK) : keys.read();
            }
        } catch (InterruptedIOException e) {
            // It has no message, and may have taken the mark away that what reads next looks for.
            Thread.currentThread().interrupt();
        }
        throw new InterruptedIOException("interrupted");
    }

    // The one inherited would wait for a whole buffer, and keep silent of Ctrl-C.
    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        int taken = 0;
        while (taken < count) {
            int key = read();
            if (key < 0) {
                return taken == 0 ? -1 : taken;
            }
            bytes[from + taken++] = (byte) key;
            if (key == '\n') {
                break;
            }
        }
        return taken;
    }
}
