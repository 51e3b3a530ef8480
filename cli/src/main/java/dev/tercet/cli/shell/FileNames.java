package dev.tercet.cli.shell;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The files whose names begin with a text; folders go on. */
final class FileNames implements Function<String, List<Suggestion>> {
    private static final int MOST = 500;

    @Override
    public List<Suggestion> apply(String begin) {
        int slash = begin.lastIndexOf('/') + 1;
        String folder = begin.substring(0, slash);
        String name = begin.substring(slash);
        List<Suggestion> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
            for (Path file : files) {
                String each = file.getFileName().toString();
                if (each.startsWith(name) && (!each.startsWith(".") || name.startsWith(".")) && found.size() < MOST) {
                    boolean goesOn = Files.isDirectory(file);
                    found.add(new Suggestion(folder + each + (goesOn ? "/" : ""), "", !goesOn));
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Suggestion::text));
        return found;
    }
}
