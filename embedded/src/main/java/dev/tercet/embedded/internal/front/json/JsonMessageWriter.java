package dev.tercet.embedded.internal.front.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes messages as etcd's gateway does: fields by their names in the proto file, in the order there; 64-bit numbers as strings,
 * bytes in base64, enumerations by name. What has its default value is left out, unless it is the chosen one of several.
 */
public final class JsonMessageWriter {
    private JsonMessageWriter() {}

    /** Writes this one. */
    public static void write(JsonGenerator json, Message message) {
        json.writeStartObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                list(json, field, (List<?>) message.getField(field));
            } else if (message.hasField(field)) {
                json.writeName(field.getName());
                value(json, field, message.getField(field));
            }
        }
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, FieldDescriptor field, List<?> values) {
        if (values.isEmpty()) {
            return;
        }
        json.writeName(field.getName());
        json.writeStartArray();
        for (Object value : values) {
            value(json, field, value);
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, FieldDescriptor field, Object value) {
        switch (field.getType()) {
            case INT64, SINT64, SFIXED64 -> json.writeString(Long.toString((long) value));
            case UINT64, FIXED64 -> json.writeString(Long.toUnsignedString((long) value));
            case INT32, SINT32, SFIXED32 -> json.writeNumber((int) value);
            case UINT32, FIXED32 -> json.writeNumber(Integer.toUnsignedLong((int) value));
            case BOOL -> json.writeBoolean((boolean) value);
            case STRING -> json.writeString((String) value);
            case BYTES -> json.writeBinary(((ByteString) value).toByteArray());
            case ENUM -> enumeration(json, (EnumValueDescriptor) value);
            case MESSAGE -> write(json, (Message) value);
            default -> throw new IllegalStateException("etcd has no field like " + field.getFullName());
        }
    }

    // One that the proto file does not know has a number only.
    private static void enumeration(JsonGenerator json, EnumValueDescriptor value) {
        if (value.getIndex() < 0) {
            json.writeNumber(value.getNumber());
        } else {
            json.writeString(value.getName());
        }
    }
}
