package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads Java's properties one by one; {@code java.util.Properties} reads them all at once, and says no lines. */
final class PropertiesEntryReader implements EntryReader {
    private final Types types;
    private final String name;
    private final PropertyChars in;
    private final StringBuilder part = new StringBuilder();
    private long line;

    PropertiesEntryReader(Types types, String name, InputStream in) {
        this.types = types;
        this.name = name;
        this.in = new PropertyChars(name, in);
    }

    @Override
    public @Nullable Entry next() {
        while (!in.atEnd()) {
            in.skipBlanks();
            if (in.is('#') || in.is('!')) {
                in.skipLine();
            } else if (!in.atEndOfLine()) {
                return entry();
            }
            in.step();
        }
        return null;
    }

    private Entry entry() {
        line = in.line();
        FilePlace place = new FilePlace(name, line);
        while (!in.atEndOfLine() && !in.is('=') && !in.is(':') && !in.atBlank()) {
            take();
        }
        String key = taken();
        in.skipBlanks();
        if (in.is('=') || in.is(':')) {
            in.step();
            in.skipBlanks();
        }
        while (!in.atEndOfLine()) {
            take();
        }
        String text = taken();
        Bytes value = types.values() == ValueType.JSON ? types.parsed(key, text, place) : types.value(key, text, place);
        return Entry.of(types.key(key, place), value);
    }

    private void take() {
        part.append(in.here());
        in.step();
    }

    private String taken() {
        String text = part.toString();
        part.setLength(0);
        return text;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() {
        in.close();
    }
}
