package dev.tercet.cli.transfer;

import dev.tercet.cli.connect.UserPath;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a file which {@code export} wrote, and what is in it, for those who compare with it. */
public final class FileSide {
    /** How much memory the file may take; what is more goes into a temporary file. */
    private static final long ROOM = 16L << 20;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Compare with what this file has, - for standard input: one that 'tercet export' wrote.")
    private @Nullable String file;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "The file's format: ${COMPLETION-CANDIDATES}. Default: what its name ends with, else json.")
    private @Nullable FileFormat format;

    @Option(
            names = {"-k", "--key-type"},
            paramLabel = "TYPE",
            description = "How keys stand in the file: ${COMPLETION-CANDIDATES}. Default: utf8.")
    private @Nullable KeyType keys;

    @Option(
            names = {"-v", "--value-type"},
            paramLabel = "TYPE",
            description = "How values stand in the file: ${COMPLETION-CANDIDATES}. Default: json.")
    private @Nullable ValueType values;

    /** Whether one is named. */
    public boolean isGiven() {
        return file != null;
    }

    /** What it is called. */
    public String name() {
        return "-".equals(file) ? "standard input" : String.valueOf(file);
    }

    /** Says so if there is something of a file that is not named. */
    public void check() {
        if (file == null && (format != null || keys != null || values != null)) {
            throw CommandException.wrongUsage("what is said of a file needs --file.");
        }
    }

    private FileFormat format() {
        if (format != null) {
            return format;
        }
        String end = name().substring(name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(FileFormat.values())
                .filter(each -> each.toString().equals(end.equals("yml") ? "yaml" : end))
                .findFirst()
                .orElse(FileFormat.JSON);
    }

    private ValueType values() {
        return values == null ? ValueType.JSON : values;
    }

    /** Reads all of it, in bounded memory: what makes no sense is known before anything is shown. */
    public Content read(Cli cli, Bytes prefix) {
        Sorter sorter = new Sorter(ROOM);
        try (EntryReader reader =
                EntryFiles.reader(format(), keys == null ? KeyType.UTF8 : keys, values(), name(), open(cli))) {
            new Intake(prefix, List.of(), false).read(reader, name(), sorter);
            return new Content(sorter, format() == FileFormat.NDJSON ? null : values());
        } catch (RuntimeException e) {
            sorter.close();
            throw e;
        }
    }

    private InputStream open(Cli cli) {
        try {
            return "-".equals(file)
                    ? cli.in()
                    : new BufferedInputStream(Files.newInputStream(UserPath.of(String.valueOf(file))));
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot read " + name() + ": " + e, e);
        }
    }

    /** What a file has. */
    public static final class Content implements AutoCloseable {
        private final Sorter sorted;
        private final @Nullable ValueType type;

        private Content(Sorter sorted, @Nullable ValueType type) {
            this.sorted = sorted;
            this.type = type;
        }

        /** Its keys in ascending order, each once; once only. */
        public Iterator<KeyValue> entries() {
            Iterator<Entry> each = new LastOfEach(sorted.sorted(), dropped -> {});
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public KeyValue next() {
                    Entry entry = each.next();
                    return new KeyValue(
                            entry.key(),
                            entry.value(),
                            entry.createRevision(),
                            entry.modRevision(),
                            entry.version(),
                            entry.lease());
                }
            };
        }

        /** Whether a value of a store is what a value of the file says. */
        public boolean isSame(Bytes stored, Bytes written) {
            try {
                return stored.equals(written) || (type != null && EntryFiles.same(type, stored, written));
            } catch (CommandException e) {
                // The stored one is not of the file's type.
                return false;
            }
        }

        @Override
        public void close() {
            sorted.close();
        }
    }
}
