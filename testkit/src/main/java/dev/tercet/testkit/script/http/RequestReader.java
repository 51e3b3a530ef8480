package dev.tercet.testkit.script.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests: of a known length, or in chunks. */
final class RequestReader {
    private static final int CR = '\r';
    private static final int LF = '\n';

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** The next request, or null if the client closed the connection before it. */
    HttpExchange.@Nullable Request next() throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        String[] parts = first.split(" ", 3);
        if (parts.length < 3) {
            throw new IOException("not a request: " + first);
        }
        Map<String, String> headers = headers();
        return new HttpExchange.Request(parts[0], parts[1], headers, new String(body(headers), StandardCharsets.UTF_8));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = whole(line()); !line.isEmpty(); line = whole(line())) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("not a header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return Map.copyOf(headers);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return bytes(number(headers.getOrDefault("content-length", "0"), 10));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length;
        do {
            length = number(whole(line()), 16);
            body.writeBytes(bytes(length));
            line();
        } while (length > 0);
        return body.toByteArray();
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int length = Integer.parseInt(text, radix);
            if (length >= 0) {
                return length;
            }
            throw new IOException("not a length: " + text);
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + text, e);
        }
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the request ends in the middle");
        }
        return bytes;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != LF; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != CR) {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String whole(@Nullable String line) throws IOException {
        if (line == null) {
            throw new EOFException("the request ends in the middle");
        }
        return line;
    }
}
