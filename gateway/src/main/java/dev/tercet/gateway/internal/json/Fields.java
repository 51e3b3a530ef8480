package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes fields of an object, those that are zero left out, as protobuf's JSON has it. */
final class Fields {
    private Fields() {}

    /** A request without arguments. */
    static void nothing(JsonGenerator out, Object request) {
        out.writeStartObject();
        out.writeEndObject();
    }

    /** As a text: a number would be cut to 53 bits by proxies that count in doubles. */
    static void int64(JsonGenerator out, String name, long value) {
        if (value != 0) {
            out.writeStringProperty(name, Long.toString(value));
        }
    }

    static void uint64(JsonGenerator out, String name, long value) {
        if (value != 0) {
            out.writeStringProperty(name, Long.toUnsignedString(value));
        }
    }

    static void bool(JsonGenerator out, String name, boolean value) {
        if (value) {
            out.writeBooleanProperty(name, true);
        }
    }

    static void bytes(JsonGenerator out, String name, Bytes value) {
        if (!value.isEmpty()) {
            out.writeName(name);
            value.read(out::writeBinary);
        }
    }

    static void string(JsonGenerator out, String name, String value) {
        if (!value.isEmpty()) {
            out.writeStringProperty(name, wellFormed(value));
        }
    }

    static void strings(JsonGenerator out, String name, List<String> values) {
        if (!values.isEmpty()) {
            out.writeName(name);
            out.writeStartArray();
            for (String value : values) {
                out.writeString(wellFormed(value));
            }
            out.writeEndArray();
        }
    }

    static void range(JsonGenerator out, KeyRange range) {
        bytes(out, "key", range.key());
        bytes(out, "range_end", range.end());
    }

    static void startObject(JsonGenerator out, String name) {
        out.writeName(name);
        out.writeStartObject();
    }

    static <T> void list(JsonGenerator out, String name, List<? extends T> values, JsonWriter<T> writer) {
        if (!values.isEmpty()) {
            out.writeName(name);
            out.writeStartArray();
            for (T value : values) {
                writer.write(out, value);
            }
            out.writeEndArray();
        }
    }

    /** With a question mark for each half of a character, as in UTF-8 that Java makes. */
    private static String wellFormed(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : text;
    }
}
