package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Out;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object, as Python writes it sorted and indented. Members come out as entries come in: etcd's order of keys is byte by byte, which
 * for UTF-8 is that of code points; for Base64 see {@link SortedEntryWriter}.
 */
final class JsonEntryWriter implements EntryWriter {
    /** What stands for an empty value where values are JSON, since every JSON stands for itself. */
    static final Map<String, Object> EMPTY_VALUE = Map.of("$empty", true);

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
        JsonText.sorted(member.append(": "), value(entry), 1);
        out.print(member.toString());
        begun = true;
    }

    private @Nullable Object value(Entry entry) {
        Object tree = types.value(entry);
        if (tree == JsonTree.NOTHING) {
            return EMPTY_VALUE;
        }
        if (EMPTY_VALUE.equals(tree)) {
            throw CommandException.badInput("the value of " + entry.key()
                    + " is what this file has for an empty value: use --value-type utf8 or another format.");
        }
        return tree;
    }

    @Override
    public void finish() {
        out.print(begun ? "\n}" : "{}");
    }
}
