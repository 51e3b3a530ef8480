package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import java.util.Iterator;

/**
 * Shows a plan as JSON, {@code to_delete} and {@code to_update}, keys and values as they stand in a file of these types.
 *
 * @param types how keys and values are shown
 */
record DifferenceReport(Types types) {
    /** For a plan of entries that have no types: text if all of it is text, else Base64. */
    static DifferenceReport fitting(Plan plan) {
        boolean textKeys = true;
        boolean textValues = true;
        for (Entry entry : plan.updates()) {
            textKeys &= isText(entry.key());
            textValues &= isText(entry.value());
        }
        for (Entry entry : plan.deletes()) {
            textKeys &= isText(entry.key());
        }
        return new DifferenceReport(
                new Types(textKeys ? KeyType.UTF8 : KeyType.BINARY, textValues ? ValueType.UTF8 : ValueType.BINARY));
    }

    private static boolean isText(Bytes bytes) {
        return Types.text(bytes) != null;
    }

    /** Prints it, without an end of the last line. */
    void print(Plan plan, Out out) {
        out.print("{\n    \"to_delete\": ");
        delete(plan.deletes().iterator(), out);
        out.print(",\n    \"to_update\": ");
        Out inner = Indented.into(out);
        EntryWriter updates = EntryFiles.writer(FileFormat.JSON, types.keys(), types.values(), 0, inner);
        plan.updates().forEach(updates::write);
        updates.finish();
        inner.flush();
        out.print("\n}");
    }

    private void delete(Iterator<Entry> entries, Out out) {
        out.print("[");
        String before = "\n        ";
        boolean any = entries.hasNext();
        while (entries.hasNext()) {
            out.print(before + quoted(types.key(entries.next().key())));
            before = ",\n        ";
        }
        out.print(any ? "\n    ]" : "]");
    }

    private static String quoted(String key) {
        StringBuilder text = new StringBuilder(key.length() + 2);
        JsonText.quote(text, key);
        return text.toString();
    }
}
