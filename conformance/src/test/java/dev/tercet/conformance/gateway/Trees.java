package dev.tercet.conformance.gateway;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists, strings, numbers and truths. The order of fields is kept, and means nothing when two are compared. */
final class Trees {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Trees() {}

    /** All values of a text, one after another; the text itself if it is no JSON. */
    static List<@Nullable Object> read(String text) {
        List<@Nullable Object> values = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            while (json.nextToken() != null) {
                values.add(value(json));
            }
            return values;
        } catch (JacksonException e) {
            return List.of("no JSON: " + text);
        }
    }

    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> new BigDecimal(json.getString());
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static List<@Nullable Object> list(JsonParser json) {
        List<@Nullable Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(json));
        }
        return values;
    }

    /** What is at a place, as in {@code header.revision}; null if there is nothing. */
    static @Nullable Object at(@Nullable Object tree, String place) {
        Object found = tree;
        for (String name : place.split("\\.")) {
            found = found instanceof Map<?, ?> fields ? fields.get(name) : null;
        }
        return found;
    }
}
