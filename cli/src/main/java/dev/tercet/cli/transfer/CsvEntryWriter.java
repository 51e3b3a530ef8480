package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;

/**
 * Two columns, lines ended by CR and LF. By hand, since every byte is given: libraries also quote what looks like a comment, or nothing
 * at all. In one place it differs from Python: a file whose first key begins with U+FEFF begins with a quote, since readers drop that
 * character, the mark of the byte order, where a file begins.
 */
final class CsvEntryWriter implements EntryWriter {
    private final Types types;
    private final Out out;
    private boolean begun;

    CsvEntryWriter(Types types, Out out) {
        this.types = types;
        this.out = out;
    }

    @Override
    public void write(Entry entry) {
        String key = types.key(entry.key());
        boolean likeMark = !begun && key.startsWith("\ufeff");
        begun = true;
        out.print((likeMark ? quoted(key) : field(key)) + "," + field(value(entry)) + "\r\n");
    }

    private String value(Entry entry) {
        Object tree = types.value(entry);
        if (tree == JsonTree.NOTHING) {
            return "";
        }
        return types.values() == ValueType.UTF8 ? String.valueOf(tree) : JsonText.compact(tree, JsonNumber::exact);
    }

    private static String field(String text) {
        boolean special = text.chars().anyMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return special ? quoted(text) : text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void finish() {}
}
