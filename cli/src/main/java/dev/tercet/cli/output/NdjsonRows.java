package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of JSON for each row. */
final class NdjsonRows implements RowWriter {
    private final Out out;

    NdjsonRows(Out out) {
        this.out = out;
    }

    @Override
    public void write(Row row) {
        Map<String, Object> members = new LinkedHashMap<>();
        row.cells().forEach((name, cell) -> {
            if (cell instanceof Bytes bytes) {
                put(members, name, bytes);
            } else {
                members.put(name, cell);
            }
        });
        out.line(Json.text(members));
    }

    private static void put(Map<String, Object> members, String name, Bytes bytes) {
        try {
            ByteBuffer buffer = bytes.asByteBuffer();
            members.put(name, StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
        } catch (CharacterCodingException e) {
            members.put(name + "_base64", bytes);
        }
    }

    @Override
    public void close() {}
}
