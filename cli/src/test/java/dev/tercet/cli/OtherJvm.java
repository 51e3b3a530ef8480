package dev.tercet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the command in a JVM of its own, which can be ended from outside. */
final class OtherJvm {
    private OtherJvm() {}

    /** Starts it. Its standard error goes to the file {@code err} of the folder, which is also where it may leave files. */
    static Process tercet(Path folder, String name, String... args) throws IOException {
        return start(folder, command(folder, name, args));
    }

    /** The same where no file has room for more, as on a disk that gets full. */
    static Process tercetWithin(int kibibytes, Path folder, String name, String... args) throws IOException {
        List<String> limited =
                new ArrayList<>(List.of("sh", "-c", "ulimit -f " + 2 * kibibytes + "; exec \"$@\"", "sh"));
        limited.addAll(command(folder, name, args));
        return start(folder, limited);
    }

    private static List<String> command(Path folder, String name, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tercet.cli.Main",
                name));
        command.addAll(List.of(args));
        return command;
    }

    private static Process start(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().remove("ETCD_ENDPOINTS");
        return builder.start();
    }
}
