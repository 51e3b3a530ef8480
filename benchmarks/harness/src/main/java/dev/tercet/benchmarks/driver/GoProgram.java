package dev.tercet.benchmarks.driver;

import java.io.IOException;
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

    private GoProgram() {}

    static boolean present() {
        return Files.isExecutable(PROGRAM);
    }

    /** The version of etcd's client in it. */
    static String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(MODULE.resolve("go.mod")));
        return version.find() ? version.group(1) : "of no known version";
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
