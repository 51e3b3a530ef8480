package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Json;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.RowWriter;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line for each entry, with all that is known of it, and a last one with their number, the revision and a checksum. */
final class NdjsonEntryWriter implements EntryWriter {
    private final long revision;
    private final Out out;
    private final Checksum sum = new Checksum();
    private final Out summed = new Out("", new Summing(), false);
    private final RowWriter rows = RowWriter.of(Format.NDJSON, summed);
    private long keys;

    NdjsonEntryWriter(long revision, Out out) {
        this.revision = revision;
        this.out = out;
    }

    @Override
    public void write(Entry entry) {
        Row row = Row.of(new KeyValue(
                entry.key(),
                entry.value(),
                entry.createRevision(),
                entry.modRevision(),
                entry.version(),
                entry.lease()));
        Duration remaining = entry.remaining();
        rows.write(remaining == null ? row : row.with("ttl", remaining.toSeconds()));
        keys++;
    }

    @Override
    public void finish() {
        rows.close();
        summed.flush();
        Map<String, Object> trailer = new LinkedHashMap<>();
        trailer.put(Trailer.KEYS, keys);
        trailer.put(Trailer.REVISION, revision);
        trailer.put(Trailer.SUM, sum.text());
        out.line(Json.text(trailer));
    }

    /** Hands on what it has added to the sum. */
    private final class Summing extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            sum.add(bytes, from, count);
            out.print(Bytes.wrap(Arrays.copyOfRange(bytes, from, from + count)));
        }
    }
}
