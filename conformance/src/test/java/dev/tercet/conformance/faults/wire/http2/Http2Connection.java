package dev.tercet.conformance.faults.wire.http2;

import dev.tercet.testkit.script.http.Cut;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection to a {@link Http2Server}. Its own thread reads; whoever has something to say writes, under the lock. Windows are not
 * heeded: what is sent is small, and what the client sends is allowed at once.
 */
public final class Http2Connection {
    private static final int PREFACE = 24;
    private static final int MUCH = 1 << 30;
    private static final int INITIAL_WINDOW = 4;

    private final Socket socket;
    private final Manners manners;
    private final Script script;
    private final Map<Integer, Http2Call> calls = new HashMap<>();
    private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final OutputStream out;
    private volatile boolean answersPings;
    private long left;
    private boolean over;

    /**
     * How a connection behaves that nobody told anything else.
     *
     * @param greeting its first bytes
     * @param confirms whether it confirms settings
     * @param answersPings whether it answers them
     * @param cutAfter how many bytes it lets out
     * @param cut how it is cut then
     */
    public record Manners(byte[] greeting, boolean confirms, boolean answersPings, long cutAfter, Cut cut) {
        /** Those of a good server. */
        public static final Manners GOOD = new Manners(greetingWith(), true, true, Long.MAX_VALUE, Cut.FIN);

        /** The usual first bytes, with more settings. */
        public static byte[] greetingWith(int... settings) {
            int[] all = Arrays.copyOf(settings, settings.length + 2);
            all[settings.length] = INITIAL_WINDOW;
            all[settings.length + 1] = MUCH;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(Frame.settings(all).bytes());
            bytes.writeBytes(Frame.windowUpdate(0, MUCH).bytes());
            return bytes.toByteArray();
        }

        public Manners greeting(byte[] other) {
            return new Manners(other, confirms, answersPings, cutAfter, cut);
        }

        public Manners cutAfter(long bytes, Cut how) {
            return new Manners(greeting, confirms, answersPings, bytes, how);
        }

        public Manners withoutPings() {
            return new Manners(greeting, confirms, false, cutAfter, cut);
        }

        public Manners withoutConfirmations() {
            return new Manners(greeting, false, answersPings, cutAfter, cut);
        }
    }

    Http2Connection(Socket socket, Manners manners, Script script) throws IOException {
        this.socket = socket;
        this.manners = manners;
        this.script = script;
        this.left = manners.cutAfter();
        this.answersPings = manners.answersPings();
        this.out = socket.getOutputStream();
    }

    void serve() throws IOException {
        if (left == 0) {
            cut(manners.cut());
        }
        write(manners.greeting());
        InputStream in = new BufferedInputStream(socket.getInputStream());
        if (in.readNBytes(PREFACE).length < PREFACE) {
            return;
        }
        try {
            while (true) {
                take(Frame.read(in));
            }
        } catch (EOFException e) {
            // The client closed it.
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case Frame.SETTINGS -> {
                if (!frame.has(Frame.ACK) && manners.confirms()) {
                    write(Frame.settingsAck().bytes());
                }
            }
            case Frame.PING -> {
                if (!frame.has(Frame.ACK) && answersPings) {
                    write(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()).bytes());
                }
            }
            case Frame.HEADERS -> {
                Http2Call call = new Http2Call(this, frame.stream(), path(frame), script);
                calls.put(frame.stream(), call);
                script.begun(call);
                wholeIfLast(frame, call);
            }
            case Frame.DATA -> {
                Http2Call call = calls.get(frame.stream());
                if (call != null) {
                    call.data(Sent.unpadded(frame));
                    wholeIfLast(frame, call);
                }
            }
            case Frame.RST_STREAM -> calls.remove(frame.stream());
            default -> {
                // Of no interest to a script.
            }
        }
    }

    private void wholeIfLast(Frame frame, Http2Call call) {
        if (frame.has(Frame.END_STREAM)) {
            calls.remove(frame.stream());
            call.isWholeNow();
            script.whole(call);
        }
    }

    private String path(Frame frame) throws IOException {
        byte[] block = Sent.unpadded(frame);
        int start = frame.has(Frame.WITH_PRIORITY) ? 5 : 0;
        try {
            return String.valueOf(
                    headers.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(block, start, block.length - start))
                            .path());
        } catch (Http2Exception e) {
            throw new IOException("the client's headers cannot be read", e);
        }
    }

    /** From now on pings have no answer. */
    public void ignorePings() {
        answersPings = false;
    }

    /** Sends; without effect once the connection is over. */
    public synchronized void write(byte[] bytes) {
        if (over) {
            return;
        }
        int length = (int) Math.min(bytes.length, left);
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            // The client is gone, which the thread that reads finds out.
            over = true;
            return;
        }
        sent.write(bytes, 0, length);
        left -= length;
        if (left == 0) {
            cut(manners.cut());
        }
    }

    /** Ends it, all that was written before included. */
    public synchronized void cut(Cut cut) {
        if (over && cut == Cut.FIN) {
            return;
        }
        over = true;
        try {
            if (cut == Cut.FIN) {
                socket.shutdownOutput();
            } else {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException e) {
            // It was over before.
        }
    }

    /** Whether nothing more goes out. */
    public synchronized boolean isOver() {
        return over;
    }

    /** What was said so far. */
    public synchronized Sent sent() {
        return Sent.of(sent.toByteArray());
    }

    /** How much that is. */
    public synchronized int sentBytes() {
        return sent.size();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Then it is closed.
        }
    }
}
