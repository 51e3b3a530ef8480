package dev.tercet.embedded.internal.front.port;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A client that says exactly what it is told to, on one connection. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) {
        try {
            socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            socket.setSoTimeout(10_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String request(String verb, String path, String body, String... headers) {
        StringBuilder text = new StringBuilder(verb + " " + path + " HTTP/1.1\r\nHost: x\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return text + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    Answer post(String path, String body, String... headers) {
        send(request("POST", path, body, headers));
        return answer();
    }

    Answer get(String path) {
        send(request("GET", path, ""));
        return answer();
    }

    /** The next answer, all of it. */
    Answer answer() {
        Answer head = head();
        if ("chunked".equals(head.header("transfer-encoding"))) {
            StringBuilder body = new StringBuilder();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                body.append(chunk);
            }
            return new Answer(head.status, head.headers, body.toString());
        }
        int length = Integer.parseInt(head.headers.getOrDefault("content-length", "0"));
        return new Answer(head.status, head.headers, text(length));
    }

    /** The next answer, without its body. */
    Answer head() {
        String status = line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status.split(" ")[1]), headers, "");
    }

    /** The next chunk; empty if it was the last. */
    String chunk() {
        String text = text(Integer.parseInt(line(), 16));
        line();
        return text;
    }

    String text(int length) {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    byte[] bytes(int length) {
        try {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IllegalStateException("the server hung up");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IllegalStateException("the server hung up");
                }
                line.write(next);
            }
            return line.toString(StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left until the server hangs up. */
    String rest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }
}
