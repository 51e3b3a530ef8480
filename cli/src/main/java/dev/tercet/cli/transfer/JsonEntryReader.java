package dev.tercet.cli.transfer;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

/** Reads the members of one object, one at a time. */
final class JsonEntryReader implements EntryReader {
    private final Types types;
    private final String name;
    private final Utf8Reader text;
    private final JsonParser in;
    private boolean begun;
    private long line;

    JsonEntryReader(Types types, String name, InputStream in) {
        this.types = types;
        this.name = name;
        this.text = new Utf8Reader(name, in);
        this.in = JsonTree.FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    @Override
    public @Nullable Entry next() {
        try {
            if (!begun) {
                begin();
            }
            String key = in.nextName();
            line = in.currentTokenLocation().getLineNr();
            if (key == null) {
                end();
                return null;
            }
            in.nextToken();
            Object value = JsonTree.read(in);
            if (types.values() == ValueType.JSON) {
                value = EmptyValue.meant(value);
            }
            FilePlace place = new FilePlace(name, line);
            return Entry.of(types.key(key, place), types.value(key, value, place));
        } catch (JacksonException e) {
            // Limits, such as that of nesting, are told without a place.
            TokenStreamLocation at = e.getLocation() == null ? in.currentLocation() : e.getLocation();
            throw new FilePlace(name, at.getLineNr()).wrong(JsonTree.reason(e));
        }
    }

    private void begin() {
        begun = true;
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new FilePlace(name, Math.max(1, in.currentTokenLocation().getLineNr()))
                    .wrong("there has to be one object, with a member for each key");
        }
    }

    private void end() {
        if (in.currentToken() == JsonToken.END_OBJECT && in.nextToken() != null) {
            throw new FilePlace(name, in.currentTokenLocation().getLineNr()).wrong("something follows the object");
        }
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() {
        in.close();
        text.close();
    }
}
