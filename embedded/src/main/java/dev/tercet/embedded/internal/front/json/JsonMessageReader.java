package dev.tercet.embedded.internal.front.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/**
 * Reads messages as etcd's gateway does. It is lenient with what it does not know (fields, and names within enumerations) and strict
 * with the rest, in the words of the library that etcd uses.
 */
public final class JsonMessageReader {
    /** Messages in messages: more than any request may have, and far less than a thread's stack takes. */
    private static final int MAX_DEPTH = 300;

    private final JsonParser json;
    private final byte[] source;
    private int depth;

    private JsonMessageReader(JsonParser json, byte[] source) {
        this.json = json;
        this.source = source;
    }

    /**
     * The message of a JSON value; the bytes behind it are not read.
     *
     * @throws EtcdError if it is none
     */
    @SuppressWarnings("unchecked") // What a builder of a message builds is such a message.
    public static <M extends Message> M read(M prototype, byte[] value) {
        // What has no string is left to the parser, which says what it is instead.
        if (hasString(value) && !UnsafeByteOperations.unsafeWrap(value).isValidUtf8()) {
            throw new EtcdError(StatusCode.INVALID_ARGUMENT, "proto: syntax error: invalid UTF-8 in string");
        }
        try (JsonParser json = Json.parser(value)) {
            JsonMessageReader reader = new JsonMessageReader(json, value);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw reader.unexpected();
            }
            Message.Builder message = prototype.newBuilderForType();
            reader.object(message);
            return (M) message.build();
        } catch (JacksonException e) {
            throw Json.refusal(e);
        }
    }

    private static boolean hasString(byte[] value) {
        for (byte one : value) {
            if (one == '"') {
                return true;
            }
        }
        return false;
    }

    private void object(Message.Builder into) {
        Set<FieldDescriptor> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            FieldDescriptor field = FieldNames.find(into.getDescriptorForType(), json.currentName());
            if (field == null) {
                skip();
                continue;
            }
            if (!seen.add(field)) {
                throw refusal("duplicate field \"" + json.currentName() + "\"");
            }
            OneofDescriptor oneof = field.getContainingOneof();
            boolean taken = oneof != null && into.hasOneof(oneof);
            EtcdError another = taken ? refusal(another(json.currentName(), oneof)) : null;
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (another != null) {
                throw another;
            }
            field(into, field);
        }
    }

    /** The value of a field that is not known: it means nothing, but must be right. */
    private void skip() {
        int depth = 0;
        do {
            checkEscapes();
            JsonToken token = json.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0);
        checkEscapes();
    }

    /** Half a character, which can be escaped only, is none. */
    private void checkEscapes() {
        String text = json.getString();
        if (text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new EtcdError(
                    StatusCode.INVALID_ARGUMENT,
                    "proto: syntax error " + position(json.currentTokenLocation()) + ": invalid escape code in string");
        }
    }

    private static String another(String name, OneofDescriptor oneof) {
        return "error parsing \"" + name + "\", oneof " + oneof.getFullName() + " is already set";
    }

    private void field(Message.Builder into, FieldDescriptor field) {
        if (!field.isRepeated()) {
            Object value = value(into, field);
            if (value != null) {
                into.setField(field, value);
            }
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected();
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(into, field);
            if (value != null) {
                into.addRepeatedField(field, value);
            }
        }
    }

    /** The value; null for one that is to be as if it were not there. */
    private @Nullable Object value(Message.Builder into, FieldDescriptor field) {
        checkEscapes();
        return switch (field.getType()) {
            case INT64, SINT64, SFIXED64 -> whole(field, Long.SIZE, true);
            case UINT64, FIXED64 -> whole(field, Long.SIZE, false);
            case INT32, SINT32, SFIXED32 -> (int) whole(field, Integer.SIZE, true);
            case UINT32, FIXED32 -> (int) whole(field, Integer.SIZE, false);
            case BOOL -> bool(field);
            case STRING -> string(field);
            case BYTES -> bytes(field);
            case ENUM -> enumeration(field);
            case MESSAGE -> message(into.newBuilderForField(field));
            default -> throw new IllegalStateException("etcd has no field like " + field.getFullName());
        };
    }

    private Message message(Message.Builder part) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected();
        }
        if (depth == MAX_DEPTH) {
            throw new EtcdError(StatusCode.INVALID_ARGUMENT, "proto: exceeded max recursion depth");
        }
        depth++;
        object(part);
        depth--;
        return part.build();
    }

    private long whole(FieldDescriptor field, int bits, boolean signed) {
        Optional<Long> number = json.currentToken().isNumeric() || json.currentToken() == JsonToken.VALUE_STRING
                ? JsonNumbers.whole(json.getString(), bits, signed)
                : Optional.empty();
        return number.orElseThrow(() -> invalid(field));
    }

    private boolean bool(FieldDescriptor field) {
        if (!json.currentToken().isBoolean()) {
            throw invalid(field);
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    private String string(FieldDescriptor field) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid(field);
        }
        return json.getString();
    }

    private ByteString bytes(FieldDescriptor field) {
        String text = string(field);
        boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        try {
            return ByteString.copyFrom((url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text));
        } catch (IllegalArgumentException e) {
            throw invalid(field);
        }
    }

    private @Nullable EnumValueDescriptor enumeration(FieldDescriptor field) {
        EnumDescriptor type = field.getEnumType();
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return type.findValueByName(json.getString());
        }
        if (!json.currentToken().isNumeric()) {
            throw invalid(field);
        }
        return type.findValueByNumberCreatingIfUnknown((int) whole(field, Integer.SIZE, true));
    }

    private EtcdError invalid(FieldDescriptor field) {
        String kind = field.getType().name().toLowerCase(Locale.ROOT);
        return refusal("invalid value for " + kind + " field " + field.getJsonName() + ": " + token());
    }

    private EtcdError unexpected() {
        // Which is said of a text before it is said that none belongs here.
        checkEscapes();
        TokenStreamLocation at = json.currentTokenLocation();
        return new EtcdError(
                StatusCode.INVALID_ARGUMENT, "proto: syntax error " + position(at) + ": unexpected token " + token());
    }

    private EtcdError refusal(String what) {
        return new EtcdError(
                StatusCode.INVALID_ARGUMENT, "proto: " + position(json.currentTokenLocation()) + ": " + what);
    }

    /** As the client wrote it. */
    private String token() {
        String text = json.getString();
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return text;
        }
        int begin = (int) json.currentTokenLocation().getByteOffset();
        int end = (int) json.currentLocation().getByteOffset();
        return new String(source, begin, end - begin, StandardCharsets.UTF_8);
    }

    private static String position(TokenStreamLocation at) {
        return "(line " + at.getLineNr() + ":" + at.getColumnNr() + ")";
    }
}
