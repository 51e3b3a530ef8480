package dev.tercet.cli.edit;

import dev.tercet.cli.connect.OwnersAlone;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.FileTrouble;
import dev.tercet.cli.output.Utf8;
import dev.tercet.kv.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value in a file for an editor, in a directory of its own that only its owner can enter: editors leave copies beside the file.
 *
 * <p>Most editors end a file with the end of a line. A value of text without one gets one in the file, and one is taken off again; a value
 * with one, and one that is no text, stands there as it is.
 */
final class EditFile {
    private final Path directory;
    private final Path file;
    private final boolean lineEndAdded;

    private EditFile(Path directory, Path file, boolean lineEndAdded) {
        this.directory = directory;
        this.file = file;
        this.lineEndAdded = lineEndAdded;
    }

    /** Writes a value into a file, which is called as the key as far as that can be, so that editors know what it is. */
    static EditFile of(Bytes key, Bytes value) {
        try {
            // Java makes temporary directories for their owner alone, where the system knows owners.
            Path directory = Files.createTempDirectory("tercet-edit");
            Path file = directory.resolve(name(key.utf8()));
            Files.createFile(file, OwnersAlone.file(file));
            boolean add = needsLineEnd(value);
            // An empty file is what editors show for nothing.
            Files.write(file, (add && !value.isEmpty() ? value.plus(Bytes.of("\n")) : value).toArray());
            return new EditFile(directory, file, add);
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot write a file to edit: " + FileTrouble.reason(e), e);
        }
    }

    static String name(String key) {
        String last = key.substring(key.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        String shorter = last.substring(Math.max(0, last.length() - 64));
        // Not a name that is none, a hidden one, or one that an editor takes for an option.
        return shorter.isEmpty() || shorter.startsWith(".") || shorter.startsWith("-") ? "value" + shorter : shorter;
    }

    static boolean needsLineEnd(Bytes value) {
        return Utf8.isText(value) && (value.isEmpty() || value.at(value.length() - 1) != '\n');
    }

    /** What is in it now, as a value. */
    Bytes read() {
        try {
            return value(Bytes.wrap(Files.readAllBytes(file)), lineEndAdded);
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot read what was edited: " + FileTrouble.reason(e), e);
        }
    }

    static Bytes value(Bytes content, boolean lineEndAdded) {
        int length = content.length();
        boolean ends = length > 0 && content.at(length - 1) == '\n';
        return lineEndAdded && ends ? Bytes.wrap(content.toArray(), 0, length - 1) : content;
    }

    Path path() {
        return file;
    }

    /** Deletes it, and whatever an editor left beside it. */
    void delete() {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> all = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new CommandException(
                    Exit.FILE,
                    "cannot delete " + directory + ", which has the value in it: " + FileTrouble.reason(e),
                    e);
        }
    }
}
