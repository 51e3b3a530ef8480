package dev.tercet.embedded.internal.front.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of messages by the names that JSON may call them: as in the proto file, or in lowerCamelCase. */
final class FieldNames {
    private static final Map<Descriptor, Map<String, FieldDescriptor>> OF_TYPE = new ConcurrentHashMap<>();

    private FieldNames() {}

    static @Nullable FieldDescriptor find(Descriptor type, String name) {
        return OF_TYPE.computeIfAbsent(type, FieldNames::of).get(name);
    }

    private static Map<String, FieldDescriptor> of(Descriptor type) {
        Map<String, FieldDescriptor> names = new HashMap<>();
        for (FieldDescriptor field : type.getFields()) {
            names.put(field.getName(), field);
            names.put(field.getJsonName(), field);
        }
        return names;
    }
}
