package dev.tercet.cli.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON that was read: maps, lists, texts, {@link JsonNumber}, booleans and null. Of members with one name the last wins, at the place of
 * the first, as in Python.
 */
final class JsonTree {
    /** In place of JSON where a value is no bytes at all, which is no JSON. */
    static final Object NOTHING = new Object();

    private static final int DEPTH = 1_000;
    private static final Set<String> NAMED = Set.of("NaN", "Infinity", "-Infinity");

    /** Keys differ all the time: nothing is gained by keeping their names. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonTree() {}

    /**
     * Reads a text that is JSON from end to end.
     *
     * @throws JacksonException if it is not
     */
    static @Nullable Object parse(String text) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (in.nextToken() == null) {
                throw new StreamReadException(in, "nothing is there");
            }
            Object tree = read(in);
            if (in.nextToken() != null) {
                throw new StreamReadException(in, "something follows it");
            }
            return tree;
        }
    }

    /** Reads the value at which the parser is, to its end. */
    static @Nullable Object read(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> list(in);
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new StreamReadException(in, "no value is there");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser in) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            members.put(name, read(in));
        }
        return members;
    }

    private static List<@Nullable Object> list(JsonParser in) {
        List<@Nullable Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(in));
        }
        return items;
    }

    private static JsonNumber number(JsonParser in) {
        String text = in.getString();
        if (Character.isLetter(text.charAt(text.length() - 1)) && !NAMED.contains(text)) {
            throw new StreamReadException(in, "'" + text + "' is no number");
        }
        return new JsonNumber(text);
    }

    /** What was wrong, on one line. */
    static String reason(JacksonException e) {
        String said = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it ends too early");
        int insides = said.indexOf(" (start marker at [");
        return insides < 0 ? said : said.substring(0, insides);
    }
}
