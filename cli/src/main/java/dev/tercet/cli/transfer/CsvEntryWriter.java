package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;

/**
 * Two columns, lines ended by CR and LF. By hand, since every byte is given: libraries also quote what looks like a comment, or nothing
 * at all.
 */
final class CsvEntryWriter implements EntryWriter {
    private final Types types;
    private final Out out;

    CsvEntryWriter(Types types, Out out) {
        this.types = types;
        this.out = out;
    }

    @Override
    public void write(Entry entry) {
        out.print(field(types.key(entry.key())) + "," + field(value(entry)) + "\r\n");
    }

    private String value(Entry entry) {
        Object tree = types.value(entry);
        if (tree == JsonTree.NOTHING) {
            return "";
        }
        return types.values() == ValueType.UTF8 ? String.valueOf(tree) : JsonText.compact(tree, JsonNumber::python);
    }

    private static String field(String text) {
        boolean special = text.chars().anyMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public void finish() {}
}
