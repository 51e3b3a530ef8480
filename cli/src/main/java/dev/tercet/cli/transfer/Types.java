package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Utf8;
import dev.tercet.kv.Bytes;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What keys and values become in a file, and back. */
record Types(KeyType keys, ValueType values) {
    /** A key's text. */
    String key(Bytes key) {
        if (keys == KeyType.BINARY) {
            return Base64.getEncoder().encodeToString(key.toArray());
        }
        String text = Utf8.text(key);
        if (text == null) {
            throw CommandException.badInput(
                    "the key " + key + " is not UTF-8: use --key-type binary, or the format ndjson.");
        }
        return text;
    }

    /** The key that a text stands for. */
    Bytes key(String text, FilePlace place) {
        if (text.isEmpty()) {
            throw place.wrong("the key is empty, and etcd has no such key");
        }
        String what = "the key '" + text + "'";
        return keys == KeyType.BINARY ? base64(what, text, place) : utf8(what, text, place);
    }

    /** What a value is as JSON: a text unless it is JSON itself, and {@link JsonTree#NOTHING} if that is empty. */
    @Nullable
    Object value(Entry entry) {
        Bytes value = entry.value();
        if (values == ValueType.BINARY) {
            return Base64.getEncoder().encodeToString(value.toArray());
        }
        String text = Utf8.text(value);
        if (text == null) {
            throw misfit(entry, "is not UTF-8", "binary");
        }
        if (values == ValueType.UTF8) {
            return text;
        }
        try {
            return text.isEmpty() ? JsonTree.NOTHING : JsonTree.parse(text);
        } catch (JacksonException e) {
            throw misfit(entry, "is not JSON (" + JsonTree.reason(e) + ")", "utf8 or binary");
        }
    }

    private static CommandException misfit(Entry entry, String what, String better) {
        return CommandException.badInput("the value of " + entry.key() + " " + what + ": use --value-type " + better
                + ", or the format ndjson.");
    }

    /** The value that something in a file stands for. */
    Bytes value(String key, @Nullable Object tree, FilePlace place) {
        if (tree == JsonTree.NOTHING) {
            return Bytes.EMPTY;
        }
        if (values == ValueType.JSON) {
            // Numbers as they stand there: the file may have more digits than a double.
            return Bytes.of(JsonText.compact(tree, JsonNumber::text));
        }
        String what = "the value of '" + key + "'";
        if (!(tree instanceof String text)) {
            throw place.wrong(what + " is no text: use --value-type json");
        }
        return values == ValueType.BINARY ? base64(what, text, place) : utf8(what, text, place);
    }

    /** The value that JSON in a text stands for. */
    Bytes parsed(String key, String text, FilePlace place) {
        try {
            return value(key, text.isEmpty() ? JsonTree.NOTHING : JsonTree.parse(text), place);
        } catch (JacksonException e) {
            throw place.wrong("the value of '" + key + "' is not JSON: " + JsonTree.reason(e));
        }
    }

    private static Bytes base64(String what, String text, FilePlace place) {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw place.wrong(what + " is not Base64: " + e.getMessage());
        }
    }

    private static Bytes utf8(String what, String text, FilePlace place) {
        Bytes bytes = Bytes.of(text);
        // What cannot be encoded became a question mark.
        if (!bytes.utf8().equals(text)) {
            throw place.wrong(what + " has half of a surrogate pair, which is no character");
        }
        return bytes;
    }

    /**
     * Whether two values are the same: JSON by what it says, with its numbers by what they are; all others byte for byte, as what should
     * be JSON and is not, or is no text.
     */
    boolean same(Bytes one, Bytes other) {
        if (values != ValueType.JSON || one.equals(other) || one.isEmpty() || other.isEmpty()) {
            return one.equals(other);
        }
        try {
            String text = canonical(one);
            return text != null && text.equals(canonical(other));
        } catch (JacksonException e) {
            return false;
        }
    }

    private static @Nullable String canonical(Bytes json) {
        String text = Utf8.text(json);
        return text == null ? null : JsonText.canonical(JsonTree.parse(text));
    }
}
