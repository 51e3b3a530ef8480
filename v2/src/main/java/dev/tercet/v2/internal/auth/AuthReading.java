package dev.tercet.v2.internal.auth;

import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads answers about users and roles. Up to 2.2 servers say them by name, from 2.3 on as objects, some of both in one answer: what
 * comes decides, and nobody has to know the version. What is not there, or {@code null}, is none.
 */
final class AuthReading {
    private static final JsonFactory FACTORY = new JsonFactory();

    private AuthReading() {}

    /** Whether it counts. */
    static boolean enabled(String body) {
        return object(body).get("enabled") instanceof Boolean is && is;
    }

    /**
     * The names in a list of all.
     *
     * @param list where the list is: {@code users} or {@code roles}
     * @param one where an object of it has its name: {@code user} or {@code role}
     */
    static List<String> names(String body, String list, String one) {
        return names(object(body).get(list), one);
    }

    static V2User user(String name, String body) {
        return new V2User(name, Optional.empty(), Set.copyOf(names(object(body).get("roles"), "role")));
    }

    static V2Role role(String name, String body) {
        V2Role role = V2Role.of(name);
        if (object(body).get("permissions") instanceof Map<?, ?> permissions
                && permissions.get("kv") instanceof Map<?, ?> kv) {
            for (String path : names(kv.get("read"), "")) {
                role = role.granting(path, V2Permission.R);
            }
            for (String path : names(kv.get("write"), "")) {
                role = role.granting(path, V2Permission.W);
            }
        }
        return role;
    }

    private static List<String> names(@Nullable Object list, String one) {
        List<String> names = new ArrayList<>();
        if (list instanceof List<?> entries) {
            for (Object entry : entries) {
                Object name = entry instanceof Map<?, ?> object ? object.get(one) : entry;
                if (name instanceof String text) {
                    names.add(text);
                }
            }
        }
        return List.copyOf(names);
    }

    private static Map<String, Object> object(String body) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                return object(json);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    private static Map<String, Object> object(JsonParser json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            Object value = value(json);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> entries = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    Object entry = value(json);
                    if (entry != null) {
                        entries.add(entry);
                    }
                }
                yield entries;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
