package dev.tercet.embedded.internal.front.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
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
    private final JsonParser json;

    private JsonMessageReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The message of a JSON value; the bytes behind it are not read.
     *
     * @throws EtcdError if it is none
     */
    @SuppressWarnings("unchecked") // What a builder of a message builds is such a message.
    public static <M extends Message> M read(M prototype, byte[] value) {
        try (JsonParser json = Json.parser(value)) {
            JsonMessageReader reader = new JsonMessageReader(json);
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

    private void object(Message.Builder into) {
        Set<FieldDescriptor> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            FieldDescriptor field = FieldNames.find(into.getDescriptorForType(), json.currentName());
            if (field == null) {
                json.nextToken();
                json.skipChildren();
                continue;
            }
            if (!seen.add(field)) {
                throw refusal("duplicate field \"" + json.currentName() + "\"");
            }
            OneofDescriptor oneof = field.getContainingOneof();
            boolean taken = oneof != null && into.hasOneof(oneof);
            EtcdError another = taken ? refusal(another(field, oneof)) : null;
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (another != null) {
                throw another;
            }
            field(into, field);
        }
    }

    private static String another(FieldDescriptor field, OneofDescriptor oneof) {
        return "error parsing \"" + field.getName() + "\", oneof " + oneof.getFullName() + " is already set";
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
        object(part);
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
        TokenStreamLocation at = json.currentTokenLocation();
        return new EtcdError(
                StatusCode.INVALID_ARGUMENT, "proto: syntax error " + position(at) + ": unexpected token " + token());
    }

    private EtcdError refusal(String what) {
        return new EtcdError(
                StatusCode.INVALID_ARGUMENT, "proto: " + position(json.currentTokenLocation()) + ": " + what);
    }

    private String token() {
        return json.currentToken() == JsonToken.VALUE_STRING ? '"' + json.getString() + '"' : json.getString();
    }

    private static String position(TokenStreamLocation at) {
        return "(line " + at.getLineNr() + ":" + at.getColumnNr() + ")";
    }
}
