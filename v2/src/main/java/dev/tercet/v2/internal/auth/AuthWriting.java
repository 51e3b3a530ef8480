package dev.tercet.v2.internal.auth;

import dev.tercet.v2.auth.V2Permission;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the bodies of requests about users and roles. */
final class AuthWriting {
    private static final JsonFactory FACTORY = new JsonFactory();

    private AuthWriting() {}

    static String newUser(String name, String password, Collection<String> roles) {
        return object(json -> {
            json.writeStringProperty("user", name);
            json.writeStringProperty("password", password);
            array(json, "roles", roles);
        });
    }

    static String password(String user, String password) {
        return object(json -> {
            json.writeStringProperty("user", user);
            json.writeStringProperty("password", password);
        });
    }

    /** A change of a user's roles, which is {@code grant} or {@code revoke}. */
    static String userChange(String user, String change, Collection<String> roles) {
        return object(json -> {
            json.writeStringProperty("user", user);
            array(json, change, roles);
        });
    }

    /** A role with its permissions, or a change of them: {@code permissions}, {@code grant} or {@code revoke}. */
    static String role(String name, String what, Map<String, V2Permission> paths) {
        return object(json -> {
            json.writeStringProperty("role", name);
            json.writeObjectPropertyStart(what);
            json.writeObjectPropertyStart("kv");
            array(json, "read", paths(paths, V2Permission.R));
            array(json, "write", paths(paths, V2Permission.W));
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static Collection<String> paths(Map<String, V2Permission> all, V2Permission kind) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().and(kind) == entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void array(JsonGenerator json, String name, Collection<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static String object(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
