package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Utf8;
import dev.tercet.kv.Bytes;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads lines of JSON, and believes them only if the last one says that they are whole. */
final class NdjsonEntryReader implements EntryReader {
    private static final byte[] END = {'\n'};

    private final String name;
    private final ByteLines lines;
    private final Checksum sum = new Checksum();
    private long line;

    NdjsonEntryReader(String name, InputStream in) {
        this.name = name;
        this.lines = new ByteLines(name, in);
    }

    @Override
    public @Nullable Entry next() {
        Bytes bytes = lines.next();
        line++;
        if (bytes == null) {
            throw wrong("the file is cut short: it lacks the last line, which has the checksum of the others");
        }
        Entry plain = PlainLine.entry(bytes);
        if (plain != null) {
            add(bytes);
            return plain;
        }
        JsonLine members = members(bytes);
        if (members.has(Trailer.SUM)) {
            check(members);
            return null;
        }
        add(bytes);
        return entry(members);
    }

    private void add(Bytes bytes) {
        bytes.read((array, from, count) -> {
            sum.add(array, from, count);
            return array;
        });
        sum.add(END, 0, END.length);
    }

    private Entry entry(JsonLine members) {
        Bytes key = members.bytes("key");
        if (key.isEmpty()) {
            throw wrong("the key is empty, and etcd has no such key");
        }
        return new Entry(
                key,
                members.bytes("value"),
                members.number("create_revision"),
                members.number("mod_revision"),
                members.number("version"),
                members.id("lease"),
                members.has("ttl") ? Duration.ofSeconds(members.number("ttl")) : null);
    }

    private JsonLine members(Bytes bytes) {
        String text = Utf8.text(bytes);
        if (text == null) {
            throw wrong("this is not UTF-8");
        }
        try {
            if (JsonTree.parse(text) instanceof Map<?, ?> members) {
                return new JsonLine(members, new FilePlace(name, line));
            }
        } catch (JacksonException e) {
            throw wrong("this is not JSON: " + JsonTree.reason(e));
        }
        throw wrong("this is no object");
    }

    private void check(JsonLine trailer) {
        long keys = line - 1;
        if (trailer.number(Trailer.KEYS) != keys) {
            throw wrong("it should have " + trailer.number(Trailer.KEYS) + " keys, and has " + keys
                    + ": lines are missing or too many");
        }
        if (!trailer.text(Trailer.SUM).equals(sum.text())) {
            throw wrong("the checksum is another: the file was changed after it was written");
        }
        if (lines.next() != null) {
            line++;
            throw wrong("something follows the last line");
        }
    }

    private RuntimeException wrong(String what) {
        return new FilePlace(name, line).wrong(what);
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() {
        lines.close();
    }
}
