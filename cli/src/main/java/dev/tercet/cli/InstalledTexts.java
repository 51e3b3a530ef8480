package dev.tercet.cli;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes what an installed command has beside its jars: scripts for completion, and the page for man. The build runs it. */
public final class InstalledTexts {
    private static final Map<String, String> TEXTS = Map.of(
            "completions/tercet.bash", "completion bash",
            "completions/tercet.fish", "completion fish",
            "man/man1/tercet.1", "man");

    private InstalledTexts() {}

    /** Writes them into the folder that is named. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        TEXTS.forEach((file, words) -> write(folder.resolve(file), words.split(" ")));
    }

    private static void write(Path file, String... words) {
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream to = Files.newOutputStream(file)) {
                Out out = new Out(file.toString(), to, false);
                Out none = new Out("standard error", OutputStream.nullOutputStream(), false);
                Streams streams = new Streams(InputStream.nullInputStream(), false, out, none);
                int code = Tercet.run(new Cli(streams, Map.of()), words);
                if (code != 0) {
                    throw new IllegalStateException(String.join(" ", words) + " ended with " + code);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
