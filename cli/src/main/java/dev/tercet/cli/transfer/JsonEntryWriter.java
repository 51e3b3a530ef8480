package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;

/**
 * One object, as Python writes it sorted and indented. Members come out as entries come in: etcd's order of keys is byte by byte, which
 * for UTF-8 is that of code points; for Base64 see {@link SortedEntryWriter}.
 */
final class JsonEntryWriter implements EntryWriter {
    private final Types types;
    private final Out out;
    private boolean begun;

    JsonEntryWriter(Types types, Out out) {
        this.types = types;
        this.out = out;
    }

    @Override
    public void write(Entry entry) {
        StringBuilder member = new StringBuilder(begun ? ",\n    " : "{\n    ");
        JsonText.quote(member, types.key(entry.key()));
        JsonText.sorted(member.append(": "), EmptyValue.written(types.value(entry)), 1);
        out.print(member.toString());
        begun = true;
    }

    @Override
    public void finish() {
        out.print(begun ? "\n}" : "{}");
    }
}
