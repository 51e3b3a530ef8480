package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private FileTypes types = new FileTypes();

    /** Whether one is named. */
    public boolean isGiven() {
        return file != null;
    }

    /** What it is called. */
    public String name() {
        return input().name();
    }

    private InputFile input() {
        return new InputFile(String.valueOf(file));
    }

    /** Says so if there is something of a file that is not named. */
    public void check() {
        if (file == null && (format != null || types.areGiven())) {
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

    /** Reads all of it, in bounded memory: what makes no sense is known before anything is shown. */
    public Content read(Cli cli, Bytes prefix) {
        Sorter sorter = new Sorter(ROOM);
        Types all = types.of(format());
        try (EntryReader reader = EntryFiles.reader(format(), all, name(), input().open(cli::in))) {
            new Intake(prefix, List.of(), false, key -> {}).read(reader, name(), sorter);
            return new Content(sorter, all);
        } catch (RuntimeException e) {
            sorter.close();
            throw e;
        }
    }

    /** What a file has. */
    public static final class Content implements AutoCloseable {
        private final Sorter sorted;
        private final Types types;

        private Content(Sorter sorted, Types types) {
            this.sorted = sorted;
            this.types = types;
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
            return types.same(stored, written);
        }

        @Override
        public void close() {
            sorted.close();
        }
    }
}
