package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Json;
import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;

/**
 * Shows a plan as JSON, {@code to_delete} and {@code to_update}, keys and values as they stand in a file of these types.
 *
 * @param keys how keys are shown
 * @param values how values are shown
 */
record DifferenceReport(KeyType keys, ValueType values) {
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
                textKeys ? KeyType.UTF8 : KeyType.BINARY, textValues ? ValueType.UTF8 : ValueType.BINARY);
    }

    private static boolean isText(Bytes bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.asByteBuffer());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Prints it, without an end of the last line. */
    void print(Plan plan, Out out) {
        out.print("{\n    \"to_delete\": ");
        delete(plan.deletes().iterator(), out);
        out.print(",\n    \"to_update\": ");
        Out inner = Indented.into(out);
        EntryWriter updates = EntryFiles.writer(FileFormat.JSON, keys, values, 0, inner);
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
            out.print(before + Json.text(shown(entries.next().key())));
            before = ",\n        ";
        }
        out.print(any ? "\n    ]" : "]");
    }

    private String shown(Bytes key) {
        return keys == KeyType.BINARY ? Base64.getEncoder().encodeToString(key.toArray()) : key.utf8();
    }
}
