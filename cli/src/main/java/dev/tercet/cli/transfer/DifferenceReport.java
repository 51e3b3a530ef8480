package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.output.Utf8;
import dev.tercet.kv.Bytes;
import java.io.OutputStream;
import java.util.Set;

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
            textKeys &= Utf8.isText(entry.key());
            textValues &= Utf8.isText(entry.value());
        }
        for (Entry entry : plan.deletes()) {
            textKeys &= Utf8.isText(entry.key());
        }
        return new DifferenceReport(
                new Types(textKeys ? KeyType.UTF8 : KeyType.BINARY, textValues ? ValueType.UTF8 : ValueType.BINARY));
    }

    /** Ends the command if there is something in it that has no such form. */
    void check(Plan plan) {
        print(plan, Set.of(), new Out("nowhere", OutputStream.nullOutputStream(), false));
    }

    /**
     * Prints it, without an end of the last line.
     *
     * @param except keys that are left out
     */
    void print(Plan plan, Set<Bytes> except, Out out) {
        out.print("{\n    \"to_delete\": ");
        delete(plan.deletes(), except, out);
        out.print(",\n    \"to_update\": ");
        Out inner = Indented.into(out);
        EntryWriter updates = EntryFiles.writer(FileFormat.JSON, types, 0, inner);
        for (Entry each : plan.updates()) {
            if (!except.contains(each.key())) {
                updates.write(each);
            }
        }
        updates.finish();
        inner.flush();
        out.print("\n}");
    }

    private void delete(Iterable<Entry> entries, Set<Bytes> except, Out out) {
        out.print("[");
        boolean any = false;
        for (Entry each : entries) {
            if (!except.contains(each.key())) {
                out.print((any ? "," : "") + "\n        " + quoted(types.key(each.key())));
                any = true;
            }
        }
        out.print(any ? "\n    ]" : "]");
    }

    private static String quoted(String key) {
        StringBuilder text = new StringBuilder(key.length() + 2);
        JsonText.quote(text, key);
        return text.toString();
    }
}
