package dev.tercet.benchmarks.stub;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A websocket whose watches get events from the moment they are created, as fast as the client reads them. */
final class JsonSocket {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final Pattern WATCH_ID = Pattern.compile("\"watch_id\":\"?(\\d+)");
    private static final Pattern START = Pattern.compile("\"start_revision\":\"?(\\d+)");

    private final DataInputStream in;
    private final OutputStream out;
    private final Set<String> watches = ConcurrentHashMap.newKeySet();
    private long lastId;

    JsonSocket(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void serve(String key) throws IOException {
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                + accept(key) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        try {
            while (true) {
                int kind = in.readUnsignedByte() & 0xf;
                byte[] content = content();
                switch (kind) {
                    case TEXT -> take(new String(content, StandardCharsets.US_ASCII));
                    case PING -> send(PONG, content);
                    case CLOSE -> {
                        return;
                    }
                    default -> {} // Nothing that a client of watches sends.
                }
            }
        } finally {
            watches.clear();
        }
    }

    private static String accept(String key) {
        try {
            byte[] both = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    private byte[] content() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] mask = new byte[4];
        in.readFully(mask);
        byte[] content = new byte[Math.toIntExact(length)];
        in.readFully(content);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i & 3];
        }
        return content;
    }

    private void take(String request) throws IOException {
        if (request.contains("create_request")) {
            // Who resumes a watch must not be sent what it has seen.
            long revision = Math.max(Replies.HEADER.getRevision(), first(START, request, 1) - 1);
            String id = String.valueOf(first(WATCH_ID, request, ++lastId));
            send(TEXT, JsonReplies.told("created", id, revision));
            watches.add(id);
            JsonServer.daemon("watch", () -> push(id, revision));
        } else if (request.contains("cancel_request")) {
            String id = String.valueOf(first(WATCH_ID, request, 0));
            if (watches.remove(id)) {
                send(TEXT, JsonReplies.told("canceled", id, Replies.HEADER.getRevision()));
            }
        }
    }

    private void push(String id, long from) {
        try {
            for (long revision = from + 1; watches.contains(id); revision++) {
                send(TEXT, JsonReplies.events(id, revision));
            }
        } catch (IOException e) {
            // The client closed it, which is how most of them end.
        }
    }

    private static long first(Pattern pattern, String text, long otherwise) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : otherwise;
    }

    private synchronized void send(int kind, byte[] content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(10 + content.length).put((byte) (0x80 | kind));
        if (content.length < 126) {
            frame.put((byte) content.length);
        } else if (content.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) content.length);
        } else {
            frame.put((byte) 127).putLong(content.length);
        }
        frame.put(content);
        out.write(frame.array(), 0, frame.position());
    }
}
