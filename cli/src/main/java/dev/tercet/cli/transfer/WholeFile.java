package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** A file that is there whole or not at all: it has another name until it is done. What is no plain file is written to as it is. */
final class WholeFile {
    private WholeFile() {}

    /** Writes it, in place of one that may be there. */
    static void write(Path path, Consumer<Out> content) {
        boolean plain = !Files.exists(path) || Files.isRegularFile(path);
        Path part = plain ? path.resolveSibling("." + path.getFileName() + ".part") : path;
        try {
            try (OutputStream stream = Files.newOutputStream(part)) {
                Out out = new Out(path.toString(), stream, false);
                content.accept(out);
                out.flush();
            }
            if (plain) {
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot write " + path + ": " + e.getMessage(), e);
        } finally {
            if (plain) {
                drop(part);
            }
        }
    }

    private static void drop(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot delete " + part + ": " + e.getMessage(), e);
        }
    }
}
