package dev.tercet.v2.internal.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what fields have. Each reads the value at which the parser is, to its end; null is zero. Numbers may be texts, as of a proxy that
 * counts in doubles. What the value is does not get into any message.
 */
final class Values {
    /** No number of 64 bits needs as many characters, however it is written. */
    private static final int LONG = 64;

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
            throw wanted("object", in);
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

    static long number(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> whole(in, in.getString());
            case VALUE_NULL -> 0;
            default -> throw wanted("number", in);
        };
    }

    // Indexes count without a sign: what does not fit in ours is taken bit by bit, as the server wrote it.
    private static long whole(JsonParser in, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return rare(in, text);
        }
    }

    private static long rare(JsonParser in, String text) {
        if (text.length() <= LONG) {
            try {
                BigDecimal number = new BigDecimal(text);
                // What a power of ten makes longer is not multiplied out to see that it is too long.
                if (Math.abs((long) number.scale()) <= LONG) {
                    return Long.parseUnsignedLong(number.toBigIntegerExact().toString());
                }
            } catch (NumberFormatException | ArithmeticException e) {
                throw wanted("whole number", in);
            }
        }
        throw wanted("whole number", in);
    }

    static boolean bool(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            case VALUE_STRING -> in.getString().equals("true");
            default -> throw wanted("truth", in);
        };
    }

    static String text(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> in.getString();
            case VALUE_NULL -> "";
            default -> throw wanted("text", in);
        };
    }

    static <T> List<T> list(JsonParser in, JsonReader<T> reader) {
        List<T> all = new ArrayList<>();
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return all;
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wanted("list", in);
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            all.add(reader.read(in));
        }
        return all;
    }

    /** Anything: texts, longs, doubles, truths, maps and lists; null is left out of maps and lists. */
    static @Nullable Object any(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> map(in);
            case START_ARRAY -> {
                List<Object> all = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    Object one = any(in);
                    if (one != null) {
                        all.add(one);
                    }
                }
                yield all;
            }
            case VALUE_NUMBER_INT -> whole(in, in.getString());
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
            case VALUE_STRING -> in.getString();
            default -> null;
        };
    }

    static Map<String, Object> map(JsonParser in) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String name = open(in); name != null; name = next(in)) {
            Object value = any(in);
            if (value != null) {
                all.put(name, value);
            }
        }
        return all;
    }

    /** That something else is there than there should be. */
    static UnreadableException wanted(String what, JsonParser in) {
        return new UnreadableException(
                "no " + what + " at " + in.streamReadContext().pathAsPointer());
    }
}
