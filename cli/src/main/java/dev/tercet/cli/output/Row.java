package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing with named cells, in order. Cells are texts, whole numbers, booleans, {@code Bytes}, or lists of texts, or null where this row
 * has none: all rows of a report have the same names. Bytes that are UTF-8 are shown as text under their name; others in Base64 under
 * {@code name_base64} where a format tells cells apart by name.
 *
 * @param cells the cells
 */
public record Row(Map<String, @Nullable Object> cells) {
    /** With these cells. */
    public Row {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** With no cells. */
    public static Row empty() {
        return new Row(Map.of());
    }

    /** This row and one more cell. */
    public Row with(String name, @Nullable Object cell) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(cells);
        more.put(name, cell);
        return new Row(more);
    }

    /** This row without a cell. */
    public Row without(String name) {
        Map<String, @Nullable Object> fewer = new LinkedHashMap<>(cells);
        fewer.remove(name);
        return new Row(fewer);
    }

    /** A key and its value, as {@code export} writes it too. */
    public static Row of(KeyValue kv) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("key", kv.key());
        cells.put("value", kv.value());
        cells.put("create_revision", kv.createRevision());
        cells.put("mod_revision", kv.modRevision());
        cells.put("version", kv.version());
        cells.put("lease", kv.lease() == 0 ? null : Long.toHexString(kv.lease()));
        return new Row(cells);
    }

    /** A cell of bytes. */
    public Bytes bytes(String name) {
        Object cell = cells.get(name);
        return cell instanceof Bytes bytes ? bytes : Bytes.of(String.valueOf(cell));
    }
}
