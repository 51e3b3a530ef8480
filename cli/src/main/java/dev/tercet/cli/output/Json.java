package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/** JSON on one line, of maps, lists, texts, bytes, numbers, booleans and null. Bytes are shown in Base64. */
public final class Json {
    private static final JsonFactory PLAIN = JsonFactory.builder().build();
    private static final JsonFactory GO =
            JsonFactory.builder().characterEscapes(new GoEscapes()).build();

    private Json() {}

    /** With nothing escaped but what must be. */
    public static String text(@Nullable Object value) {
        return text(PLAIN, value);
    }

    /** As Go's {@code encoding/json} writes it, and thus etcdctl: what could be HTML is escaped too. */
    public static String go(@Nullable Object value) {
        return text(GO, value);
    }

    private static String text(JsonFactory factory, @Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> members) {
            json.writeStartObject();
            members.forEach((name, member) -> {
                json.writeName(String.valueOf(name));
                write(json, member);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> items) {
            json.writeStartArray();
            items.forEach(item -> write(json, item));
            json.writeEndArray();
        } else if (value instanceof Bytes bytes) {
            json.writeString(Base64.getEncoder().encodeToString(bytes.toArray()));
        } else if (value instanceof Boolean yes) {
            json.writeBoolean(yes);
        } else if (value instanceof BigInteger whole) {
            json.writeNumber(whole);
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof String text) {
            json.writeString(text);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static final class GoEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        private final int[] ascii = standardAsciiEscapesForJSON();

        GoEscapes() {
            ascii['<'] = ESCAPE_CUSTOM;
            ascii['>'] = ESCAPE_CUSTOM;
            ascii['&'] = ESCAPE_CUSTOM;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int point) {
            return switch (point) {
                case '<', '>', '&', 0x2028, 0x2029 -> new SerializedString(String.format("\\u%04x", point));
                default -> null;
            };
        }
    }
}
