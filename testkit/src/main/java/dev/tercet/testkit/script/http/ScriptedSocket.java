package dev.tercet.testkit.script.http;

import dev.tercet.testkit.internal.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A websocket that a client opened, played by the test. The connection's own thread reads it; pings are answered unless
 * {@link #ignorePings} was called.
 *
 * @since 0.1
 */
public final class ScriptedSocket {
    private final Wire wire;
    private final HttpExchange handshake;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> untaken = new LinkedBlockingQueue<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger pongs = new AtomicInteger();
    private volatile @Nullable Consumer<String> handler;
    private volatile boolean answersPings = true;
    private volatile int closeCode;

    ScriptedSocket(Wire wire, HttpExchange handshake) {
        this.wire = wire;
        this.handshake = handshake;
    }

    /** The request that opened it. */
    public HttpExchange handshake() {
        return handshake;
    }

    /** Gives every message to {@code onText}, on the connection's thread, instead of keeping it for {@link #await}. */
    public void always(Consumer<String> onText) {
        handler = onText;
    }

    /** The next message of the client. */
    public String await() {
        return Patience.take(untaken, () -> "a message on " + this + "; received so far: " + received);
    }

    /** The next message, or null if none comes within {@code limit}: for what must not happen. */
    public @Nullable String poll(Duration limit) {
        return Patience.poll(untaken, limit);
    }

    /** All messages so far. */
    public List<String> received() {
        return received;
    }

    /** Sends a text message. */
    public ScriptedSocket text(String text) {
        return raw(Frames.text(text));
    }

    /** Sends one text message in several frames. */
    public ScriptedSocket frames(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            int opcode = i == 0 ? Frames.TEXT : Frames.CONTINUATION;
            raw(Frames.frame(opcode, i == parts.length - 1, parts[i].getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    /** Sends a ping. */
    public ScriptedSocket ping() {
        return raw(Frames.frame(Frames.PING, true, new byte[] {1}));
    }

    /** Sends a message that is not text. */
    public ScriptedSocket binary(byte[] payload) {
        return raw(Frames.frame(2, true, payload));
    }

    /** Sends a close frame and leaves the connection as it is. */
    public ScriptedSocket close(int code) {
        byte[] payload = ByteBuffer.allocate(2).putShort((short) code).array();
        return raw(Frames.frame(Frames.CLOSE, true, payload));
    }

    /** Sends bytes as they are. */
    public ScriptedSocket raw(byte[] bytes) {
        wire.write(bytes);
        return this;
    }

    /** Lets only {@code bytes} more out, and cuts the connection right behind them. */
    public ScriptedSocket cutAfter(long bytes, Cut cut) {
        wire.limit(bytes, cut);
        return this;
    }

    /** Ends the connection without a close frame. */
    public void cut(Cut cut) {
        wire.cut(cut);
    }

    /** Answers no ping from now on. */
    public void ignorePings() {
        answersPings = false;
    }

    /** How many pings came. */
    public int pings() {
        return pings.get();
    }

    /** How many pongs came. */
    public int pongs() {
        return pongs.get();
    }

    /** The code of the client's close frame, 0 if there was none. */
    public int closeCode() {
        return closeCode;
    }

    /** Whether the client has closed the connection. */
    public boolean isClosedByClient() {
        return handshake.isClosedByClient();
    }

    /** Waits until {@link #isClosedByClient}. */
    public void awaitClosedByClient() {
        handshake.awaitClosedByClient();
    }

    /** Whether neither side has ended it. */
    public boolean isOpen() {
        return !wire.isOver() && !isClosedByClient();
    }

    /** Reads until the client closes the connection. */
    void read() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            Frames.Frame frame = Frames.read(wire.in());
            switch (frame.opcode()) {
                case Frames.PING -> {
                    pings.incrementAndGet();
                    if (answersPings) {
                        raw(Frames.frame(Frames.PONG, true, frame.payload()));
                    }
                }
                case Frames.PONG -> pongs.incrementAndGet();
                case Frames.CLOSE -> {
                    closeCode = frame.payload().length < 2
                            ? 1005
                            : ByteBuffer.wrap(frame.payload()).getShort();
                    // As etcd's own does: what is closed is closed at once.
                    raw(Frames.frame(Frames.CLOSE, true, frame.payload()));
                    wire.cut(Cut.FIN);
                }
                default -> {
                    message.writeBytes(frame.payload());
                    if (frame.last()) {
                        onText(message.toString(StandardCharsets.UTF_8));
                        message.reset();
                    }
                }
            }
        }
    }

    private void onText(String text) {
        received.add(text);
        Consumer<String> taker = handler;
        if (taker == null) {
            untaken.add(text);
        } else {
            taker.accept(text);
        }
    }

    @Override
    public String toString() {
        return "websocket " + handshake.path() + (isOpen() ? "" : " (over)");
    }
}
