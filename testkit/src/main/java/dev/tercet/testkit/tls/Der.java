package dev.tercet.testkit.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The few shapes of DER that certificates and keys are made of. */
final class Der {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] tagged(int tag, byte[]... parts) {
        byte[] content = concat(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = unsigned(BigInteger.valueOf(content.length));
            out.write(0x80 | length.length);
            out.writeBytes(length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] octets(byte[]... parts) {
        return tagged(0x04, parts);
    }

    static byte[] bits(int unused, byte[] content) {
        return tagged(0x03, new byte[] {(byte) unused}, content);
    }

    static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    /** An instant between 1950 and 2049, to the second. */
    static byte[] time(Instant instant) {
        return tagged(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] oid(String dotted) {
        int[] arcs = Pattern.compile("\\.")
                .splitAsStream(dotted)
                .mapToInt(Integer::parseInt)
                .toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            base128(out, arcs[i]);
        }
        return tagged(0x06, out.toByteArray());
    }

    /** The content of the first element in {@code der} after {@code skip} elements of the outer sequence. */
    static byte[] element(byte[] der, int skip) {
        int at = contentOffset(der, 0);
        for (int i = 0; i < skip; i++) {
            at = contentOffset(der, at) + contentLength(der, at);
        }
        int from = contentOffset(der, at);
        byte[] content = new byte[contentLength(der, at)];
        System.arraycopy(der, from, content, 0, content.length);
        return content;
    }

    private static int contentOffset(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int contentLength(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        return length;
    }

    private static void base128(ByteArrayOutputStream out, int arc) {
        int shift = 28;
        while (shift > 0 && arc >>> shift == 0) {
            shift -= 7;
        }
        for (; shift > 0; shift -= 7) {
            out.write(0x80 | ((arc >>> shift) & 0x7f));
        }
        out.write(arc & 0x7f);
    }

    /** {@code value} without a sign byte. */
    static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
