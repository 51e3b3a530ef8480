package dev.tercet.benchmarks.barejson;

import java.util.Arrays;
import java.util.Base64;

/**
 * The keys and values of an answer, decoded and counted, by looking at nothing but its strings. That is enough for what a gateway
 * sends in these rows, where no string has an escape, and for nothing else.
 */
final class Entries {
    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    private final byte[] json;
    private int nameStart;
    private int nameEnd;
    private int keys;
    private int valueLength;
    private long bytes;

    private Entries(byte[] json) {
        this.json = json;
    }

    static Entries of(byte[] json) {
        Entries entries = new Entries(json);
        entries.visit();
        return entries;
    }

    int keys() {
        return keys;
    }

    /** The length of the last value. */
    int valueLength() {
        return valueLength;
    }

    /** Those of all keys and values. */
    long bytes() {
        return bytes;
    }

    private void visit() {
        int at = 0;
        while (at < json.length) {
            if (json[at] != '"') {
                at++;
                continue;
            }
            int start = at + 1;
            int end = start;
            while (json[end] != '"') {
                end++;
            }
            at = end + 1;
            if (at < json.length && json[at] == ':') {
                nameStart = start;
                nameEnd = end;
            } else {
                take(start, end);
            }
        }
    }

    private void take(int start, int end) {
        if (isNamed("key")) {
            bytes += decoded(start, end);
            keys++;
        } else if (isNamed("value")) {
            valueLength = decoded(start, end);
            bytes += valueLength;
        }
    }

    private int decoded(int start, int end) {
        return BASE64.decode(Arrays.copyOfRange(json, start, end)).length;
    }

    private boolean isNamed(String name) {
        if (nameEnd - nameStart != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (json[nameStart + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
