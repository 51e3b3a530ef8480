package dev.tercet.conformance.faults.wire.http2;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A client that sends whatever frames it is given. Not safe for use by several threads. */
public final class RawClient implements AutoCloseable {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int MUCH = 1 << 30;

    /** No frame may be larger. */
    private static final int LARGEST = 16_384;

    private static final int INITIAL_WINDOW = 4;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final Set<Integer> unanswered = new HashSet<>();
    private int lastStream = -1;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** A connection to this port of this machine. */
    public static RawClient open(int port) throws IOException {
        RawClient client = new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
        client.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        client.write(Frame.settings(INITIAL_WINDOW, MUCH).bytes());
        client.write(Frame.windowUpdate(0, MUCH).bytes());
        return client;
    }

    /** Sends a request. */
    public void call(String path, byte[] body) {
        List<Frame> frames = frames(path, body);
        unanswered.add(frames.get(0).stream());
        write(Frame.bytes(frames));
    }

    /** The frames of a request, on a stream of its own. */
    public List<Frame> frames(String path, byte[] body) {
        lastStream += 2;
        byte[] head = Fields.of(
                ":method",
                "POST",
                ":scheme",
                "http",
                ":path",
                path,
                ":authority",
                "127.0.0.1",
                "content-type",
                "application/grpc",
                "te",
                "trailers");
        List<Frame> frames = new ArrayList<>(List.of(Frame.headers(lastStream, head, false)));
        int at = 0;
        do {
            int end = Math.min(body.length, at + LARGEST);
            frames.add(Frame.data(lastStream, Arrays.copyOfRange(body, at, end), end == body.length));
            at = end;
        } while (at < body.length);
        return frames;
    }

    /** Sends bytes as they are; without effect if the server has closed the connection. */
    public void write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            // It did not like what came before.
        }
    }

    /** Waits until every call has an answer, and says how many have none. */
    public int awaitAnswers(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        try {
            while (!unanswered.isEmpty()) {
                Frame frame = Frame.read(in);
                boolean last =
                        (frame.type() == Frame.DATA || frame.type() == Frame.HEADERS) && frame.has(Frame.END_STREAM);
                if (last || frame.type() == Frame.RST_STREAM) {
                    unanswered.remove(frame.stream());
                } else if (frame.type() == Frame.SETTINGS && !frame.has(Frame.ACK)) {
                    write(Frame.settingsAck().bytes());
                } else if (frame.type() == Frame.PING && !frame.has(Frame.ACK)) {
                    write(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()).bytes());
                }
            }
        } catch (SocketTimeoutException | SocketException | EOFException e) {
            // Then these have none.
        }
        return unanswered.size();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
