package dev.tercet.testkit.script.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A connection: the bytes that come, and those that go, up to where a test wants them cut.
 *
 * <p>The connection's own thread reads; the test's threads write, under the lock.
 */
final class Wire {
    private final Socket plain;
    private final Socket secured;
    private final InputStream in;
    private final OutputStream out;
    private long left = Long.MAX_VALUE;
    private Cut atLimit = Cut.FIN;
    private boolean over;

    /**
     * Takes a connection over.
     *
     * @param plain what TCP knows
     * @param secured the same, or TLS over it
     */
    Wire(Socket plain, Socket secured) throws IOException {
        this.plain = plain;
        this.secured = secured;
        this.in = new BufferedInputStream(secured.getInputStream());
        this.out = secured.getOutputStream();
    }

    /** What the client sends. */
    InputStream in() {
        return in;
    }

    /** Lets only {@code bytes} more out, and cuts the connection right behind them, at once if there are none. */
    synchronized void limit(long bytes, Cut cut) {
        left = bytes;
        atLimit = cut;
        if (left == 0) {
            cut(cut);
        }
    }

    /** Sends; without effect once the connection is over. */
    synchronized void write(byte[] bytes) {
        if (over) {
            return;
        }
        int length = (int) Math.min(bytes.length, left);
        try {
            out.write(bytes, 0, length);
            out.flush();
        } catch (IOException e) {
            // The client is gone, which the thread that reads tells.
            over = true;
            return;
        }
        left -= length;
        if (left == 0) {
            cut(atLimit);
        }
    }

    /** Ends it. */
    synchronized void cut(Cut cut) {
        if (over && cut == Cut.FIN) {
            return;
        }
        over = true;
        try {
            if (cut == Cut.FIN) {
                // Half of it only: whether the client closes too is its own affair, and seen.
                plain.shutdownOutput();
            } else {
                plain.setSoLinger(true, 0);
                plain.close();
            }
        } catch (IOException e) {
            // It was over before.
        }
    }

    /** Whether nothing can be sent any more. */
    synchronized boolean isOver() {
        return over;
    }

    /** Gives it up. */
    void close() {
        try {
            secured.close();
            plain.close();
        } catch (IOException e) {
            // Then it is closed.
        }
    }
}
