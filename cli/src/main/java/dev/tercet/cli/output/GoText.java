package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/** Text as Go's standard library writes it, and thus etcdctl. */
public final class GoText {
    private static final HexFormat HEX = HexFormat.of();
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoText() {}

    /** Every byte as {@code \x} and two digits. */
    public static String hex(Bytes bytes) {
        StringBuilder text = new StringBuilder(bytes.length() * 4);
        for (int i = 0; i < bytes.length(); i++) {
            escape(text, bytes.at(i));
        }
        return text.toString();
    }

    /** In double quotes, as {@code strconv.Quote} does it: what cannot be printed is escaped. */
    public static String quoted(Bytes bytes) {
        StringBuilder text = new StringBuilder(bytes.length() + 2).append('"');
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = bytes.asByteBuffer();
        CharBuffer run = CharBuffer.allocate(Math.max(1, bytes.length()));
        while (true) {
            CoderResult result = decoder.decode(in, run, true);
            run.flip().codePoints().forEach(point -> quote(text, point));
            run.clear();
            if (!result.isError()) {
                return text.append('"').toString();
            }
            // A byte at a time: what follows may be the beginning of something good.
            escape(text, in.get());
        }
    }

    private static void quote(StringBuilder text, int point) {
        switch (point) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case 0x07 -> text.append("\\a");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case 0x0b -> text.append("\\v");
            default -> {
                if (isPrintable(point)) {
                    text.appendCodePoint(point);
                } else if (point < 0x80) {
                    escape(text, (byte) point);
                } else if (Character.isBmpCodePoint(point)) {
                    text.append("\\u").append(HEX.toHexDigits((char) point));
                } else {
                    text.append("\\U").append(HEX.toHexDigits(point));
                }
            }
        }
    }

    private static void escape(StringBuilder text, byte one) {
        text.append("\\x").append(HEX.toHexDigits(one));
    }

    /** Letters, marks, numbers, punctuation, symbols, and of all spaces only that of ASCII. */
    private static boolean isPrintable(int point) {
        if (point == ' ') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A duration as {@code time.Duration.String()} writes it: {@code 1.5ms}, {@code 1m30s}. */
    public static String duration(Duration time) {
        long nanos = time.toNanos();
        if (nanos < 0) {
            return "-" + duration(time.negated());
        }
        if (nanos < MICRO) {
            return nanos == 0 ? "0s" : nanos + "ns";
        }
        if (nanos < MILLI) {
            return decimal(nanos, MICRO) + "µs";
        }
        if (nanos < SECOND) {
            return decimal(nanos, MILLI) + "ms";
        }
        long hours = time.toHours();
        int minutes = time.toMinutesPart();
        String whole = hours > 0 ? hours + "h" + minutes + "m" : minutes > 0 ? minutes + "m" : "";
        return whole + decimal(nanos % (60 * SECOND), SECOND) + "s";
    }

    private static String decimal(long value, long unit) {
        String rest = Long.toString(unit + value % unit).substring(1).replaceFirst("0+$", "");
        return value / unit + (rest.isEmpty() ? "" : "." + rest);
    }

    /** A size in decimal units, as {@code humanize.Bytes} writes it: {@code 25 kB}. */
    public static String size(long bytes) {
        if (bytes < 10) {
            return bytes + " B";
        }
        int unit = (int) Math.floor(Math.log((double) bytes) / Math.log(1000));
        double shown = Math.floor(bytes / Math.pow(1000, unit) * 10 + 0.5) / 10;
        // Go rounds halves to the even neighbour, String.format does not.
        return shown < 10
                ? String.format(Locale.ROOT, "%.1f %s", shown, SIZES[unit])
                : (long) Math.rint(shown) + " " + SIZES[unit];
    }
}
