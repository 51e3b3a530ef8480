package dev.tercet.cli.look;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;

/** Keys as paths. */
final class Separators {
    private Separators() {}

    /** The separator, unless it is nothing. */
    static Bytes of(String text) {
        if (text.isEmpty()) {
            throw CommandException.wrongUsage("--separator is empty.");
        }
        return Bytes.of(text);
    }

    /**
     * Where the first part from {@code from} on ends, its separator included; −1 if it has none. Separators that come first are part of it:
     * what all keys begin with is no level of its own.
     */
    static int end(Bytes key, int from, Bytes separator) {
        int at = from;
        while (key.from(at).startsWith(separator)) {
            at += separator.length();
        }
        for (int i = at; i + separator.length() <= key.length(); i++) {
            if (key.from(i).startsWith(separator)) {
                return i + separator.length();
            }
        }
        return -1;
    }

    /** The directory that a prefix is in or is: all of it up to the last separator, that included. */
    static Bytes directory(Bytes prefix, Bytes separator) {
        int end = 0;
        for (int next = end(prefix, 0, separator); next >= 0; next = end(prefix, next, separator)) {
            end = next;
        }
        return part(prefix, 0, end);
    }

    /** A part of a key. */
    static Bytes part(Bytes key, int from, int end) {
        return Bytes.wrap(key.toArray(), from, end - from);
    }
}
