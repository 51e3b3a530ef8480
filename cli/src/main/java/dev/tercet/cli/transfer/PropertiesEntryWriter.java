package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;

/** Java's properties, of ASCII alone, so that every reader of them understands it whatever encoding it believes in. */
final class PropertiesEntryWriter implements EntryWriter {
    private final Types types;
    private final Out out;

    PropertiesEntryWriter(Types types, Out out) {
        this.types = types;
        this.out = out;
    }

    @Override
    public void write(Entry entry) {
        StringBuilder line = new StringBuilder();
        escape(line, types.key(entry.key()), true);
        escape(line.append('='), value(entry), false);
        out.line(line.toString());
    }

    private String value(Entry entry) {
        Object tree = types.value(entry);
        if (tree == JsonTree.NOTHING) {
            return "";
        }
        return types.values() == ValueType.JSON ? JsonText.compact(tree, JsonNumber::exact) : String.valueOf(tree);
    }

    private static void escape(StringBuilder line, String text, boolean key) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case '\f' -> line.append("\\f");
                // In a value only where it begins; the others end a key or begin a comment.
                case ' ' -> line.append(key || i == 0 ? "\\ " : " ");
                case '=', ':', '#', '!' -> line.append(key ? "\\" : "").append(each);
                default -> {
                    if (each > ' ' && each < 0x7f) {
                        line.append(each);
                    } else {
                        line.append(String.format("\\u%04x", (int) each));
                    }
                }
            }
        }
    }

    @Override
    public void finish() {}
}
