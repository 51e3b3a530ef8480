package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what fields have, in every form in which protobuf's JSON may say it. Each reads the value at which the parser is, to its end;
 * null is zero. What the value is does not get into any message.
 */
final class Values {
    private Values() {}

    /**
     * Goes into an object, to the value of its first field.
     *
     * @return the field's name; null if there is none, or if there is null instead of an object
     */
    static @Nullable String open(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw wanted("an object", in);
        }
        return next(in);
    }

    /**
     * Goes to the value of an object's next field.
     *
     * @return the field's name; null at the object's end
     */
    static @Nullable String next(JsonParser in) {
        String name = in.nextName();
        if (name != null) {
            in.nextToken();
        }
        return name;
    }

    static long int64(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.signed(in);
            case VALUE_NULL -> 0;
            default -> throw wanted("a number", in);
        };
    }

    static long uint64(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.unsigned(in);
            case VALUE_NULL -> 0;
            default -> throw wanted("a number", in);
        };
    }

    static boolean bool(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw wanted("true or false", in);
        };
    }

    static String string(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getString();
            case VALUE_NULL -> "";
            default -> throw wanted("a text", in);
        };
    }

    static Bytes bytes(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return Bytes.EMPTY;
        }
        byte[] bytes = in.currentToken() == JsonToken.VALUE_STRING ? Base64Text.read(in) : null;
        if (bytes == null) {
            throw wanted("base64", in);
        }
        return Bytes.wrap(bytes);
    }

    /**
     * A name out of an enumeration.
     *
     * @param names by their numbers
     * @return the number; 0 for names that are not known
     */
    static int enumeration(JsonParser in, List<String> names) {
        return switch (in.currentToken()) {
            case VALUE_STRING -> Math.max(0, names.indexOf(in.getString()));
            case VALUE_NUMBER_INT -> {
                long number = Numbers.signed(in);
                yield number > 0 && number < names.size() ? (int) number : 0;
            }
            case VALUE_NULL -> 0;
            default -> throw wanted("a name or a number", in);
        };
    }

    static <T> List<T> list(JsonParser in, JsonReader<T> reader) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wanted("a list", in);
        }
        if (in.nextToken() == JsonToken.END_ARRAY) {
            return List.of();
        }
        T first = reader.read(in);
        if (in.nextToken() == JsonToken.END_ARRAY) {
            return List.of(first);
        }
        List<T> all = new ArrayList<>();
        all.add(first);
        do {
            all.add(reader.read(in));
        } while (in.nextToken() != JsonToken.END_ARRAY);
        return Collections.unmodifiableList(all);
    }

    static List<String> strings(JsonParser in) {
        return list(in, Values::string);
    }

    /** That something else is there than there should be. */
    static UnreadableException wanted(String what, JsonParser in) {
        return new UnreadableException("no " + what.replaceFirst("^an? ", "") + " at "
                + in.streamReadContext().pathAsPointer());
    }
}
