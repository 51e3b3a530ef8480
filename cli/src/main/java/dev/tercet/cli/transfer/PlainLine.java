package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of NDJSON that are as plain as most are: one object, no blanks, nothing escaped or beyond ASCII, no lease, no Base64. It does
 * so several times faster than what can read all JSON, and gives up at everything else, so that there is nothing that it could take for
 * what it is not.
 */
final class PlainLine {
    /** Of so many any number is a {@code long}. */
    private static final int DIGITS = 18;

    private final byte[] line;
    private final int end;
    private int at;
    private @Nullable Bytes key;
    private @Nullable Bytes value;
    private long createRevision = -1;
    private long modRevision = -1;
    private long version = -1;

    private PlainLine(byte[] line, int from, int count) {
        this.line = line;
        this.at = from;
        this.end = from + count;
    }

    /** The entry on a line, or null if the line is not plain. */
    static @Nullable Entry entry(Bytes line) {
        return line.read(PlainLine::new).entry();
    }

    private @Nullable Entry entry() {
        if (!skipped('{')) {
            return null;
        }
        do {
            if (!member()) {
                return null;
            }
        } while (skipped(','));
        if (!skipped('}') || at < end || key == null || key.isEmpty() || value == null) {
            return null;
        }
        return new Entry(
                key, value, Math.max(0, createRevision), Math.max(0, modRevision), Math.max(0, version), 0, null);
    }

    /** Takes one, unless it is unknown or was there before. */
    private boolean member() {
        Bytes name = text();
        if (name == null || !skipped(':')) {
            return false;
        }
        return switch (name.utf8()) {
            case "key" -> key == null && (key = text()) != null;
            case "value" -> value == null && (value = text()) != null;
            case "create_revision" -> createRevision < 0 && (createRevision = number()) >= 0;
            case "mod_revision" -> modRevision < 0 && (modRevision = number()) >= 0;
            case "version" -> version < 0 && (version = number()) >= 0;
            default -> false;
        };
    }

    private boolean skipped(char wanted) {
        if (at < end && line[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private @Nullable Bytes text() {
        if (!skipped('"')) {
            return null;
        }
        int from = at;
        // Bytes of what is beyond ASCII are negative.
        while (at < end && line[at] >= ' ' && line[at] != '"' && line[at] != '\\') {
            at++;
        }
        Bytes text = Bytes.wrap(Arrays.copyOfRange(line, from, at));
        return skipped('"') ? text : null;
    }

    /** A whole number without superfluous zeros, or −1. */
    private long number() {
        int from = at;
        long number = 0;
        while (at < end && line[at] >= '0' && line[at] <= '9') {
            number = number * 10 + line[at] - '0';
            at++;
        }
        int digits = at - from;
        boolean plain = digits > 0 && digits <= DIGITS && (digits == 1 || line[from] != '0');
        return plain ? number : -1;
    }
}
