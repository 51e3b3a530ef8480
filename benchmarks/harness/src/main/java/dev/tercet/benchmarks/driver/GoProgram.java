package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contender that is written in Go. There is none where {@code ./bench} could not build it. */
final class GoProgram {
    private static final Path MODULE = Path.of("benchmarks", "go");
    private static final Path PROGRAM = MODULE.resolve("target").resolve("go-client");
    private static final Pattern VERSION = Pattern.compile("go\\.etcd\\.io/etcd/client/v3 v(\\S+)");
    private static final Pattern LANGUAGE = Pattern.compile(": (go\\S+)");
    private static final String UNKNOWN = "a Go of no known version";

    private GoProgram() {}

    static boolean present() {
        return Files.isExecutable(PROGRAM);
    }

    /** The versions of etcd's client in it and of the Go that built it. */
    static String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(MODULE.resolve("go.mod")));
        return (version.find() ? version.group(1) : "of no known version") + " on " + language();
    }

    /** Go's own word for what built it. */
    private static String language() throws IOException {
        Process go;
        try {
            go = new ProcessBuilder("go", "version", PROGRAM.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInHere) {
            return UNKNOWN;
        }
        String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return language(said);
    }

    /** The version in what {@code go version} says of a program. */
    static String language(String said) {
        Matcher language = LANGUAGE.matcher(said);
        return language.find() ? language.group(1) : UNKNOWN;
    }

    /** It needs no other libraries than those that are in it. */
    static Libraries itself() throws IOException {
        return new Libraries("", List.of(Files.size(PROGRAM)));
    }

    static Worker start(Path log) throws IOException {
        Process process = new ProcessBuilder(PROGRAM.toAbsolutePath().toString())
                .redirectError(log.toFile())
                .start();
        return new Worker("go", process, log);
    }
}
