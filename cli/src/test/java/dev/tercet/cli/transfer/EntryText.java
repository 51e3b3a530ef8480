package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Entries to text and back. */
final class EntryText {
    private EntryText() {}

    static String write(FileFormat format, KeyType keys, ValueType values, List<Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Out out = new Out("test", bytes, false);
        EntryWriter writer = EntryFiles.writer(format, new Types(keys, values), 42, out);
        entries.forEach(writer::write);
        writer.finish();
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static List<Entry> read(FileFormat format, KeyType keys, ValueType values, String text) {
        return read(format, keys, values, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<Entry> read(FileFormat format, KeyType keys, ValueType values, byte[] bytes) {
        List<Entry> entries = new ArrayList<>();
        try (EntryReader reader =
                EntryFiles.reader(format, new Types(keys, values), "in", new ByteArrayInputStream(bytes))) {
            for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
