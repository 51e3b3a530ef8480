package dev.tercet.v2.internal.overv3;

import dev.tercet.kv.Bytes;
import dev.tercet.v2.key.V2Action;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Acts as one line of JSON. Fields that are unknown are passed over, so that a later version may say more. */
final class ActText {
    private static final JsonFactory JSON = new JsonFactory();

    private ActText() {}

    static Bytes write(Act act) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("action", act.action().word());
            json.writeStringProperty("key", act.key());
            if (act.dir()) {
                json.writeBooleanProperty("dir", true);
            }
            if (act.silent()) {
                json.writeBooleanProperty("refresh", true);
            }
            json.writeEndObject();
        }
        return Bytes.of(text.toString());
    }

    static Optional<Act> read(Bytes note) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), note.utf8())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                fields.put(name, json.getString());
                if (value.isStructStart()) {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                return Optional.empty();
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return act(fields);
    }

    private static Optional<Act> act(Map<String, String> fields) {
        @Nullable String action = fields.get("action");
        @Nullable String key = fields.get("key");
        if (action == null || key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Act(V2Action.of(action), key, isTrue(fields, "dir"), isTrue(fields, "refresh")));
        } catch (IllegalArgumentException e) {
            // A version to come, with an action of its own: like any other writer whose words nobody here knows.
            return Optional.empty();
        }
    }

    private static boolean isTrue(Map<String, String> fields, String name) {
        return "true".equals(fields.get(name));
    }
}
