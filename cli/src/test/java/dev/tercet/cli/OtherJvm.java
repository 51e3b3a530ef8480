package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the command in a JVM of its own, which can be ended from outside. */
final class OtherJvm {
    private static final int LIMIT = 120;

    private OtherJvm() {}

    /** Starts it. Its standard error goes to the file {@code err} of the folder, which is also where it may leave files. */
    static Process tercet(Path folder, String name, String... args) throws IOException {
        return start(folder, command(folder, name, args));
    }

    /**
     * The same at terminals and in an environment.
     *
     * @param terminals which of {@code 0}, {@code 1} and {@code 2} are said to be some
     */
    static Process tercet(Path folder, String terminals, Map<String, String> environment, String name, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((variable, value) -> command.add(variable + "=" + value));
        command.addAll(command(folder, name, args));
        command.add(command.indexOf("-cp"), "-Dtercet.terminals=" + terminals);
        return start(folder, command);
    }

    /** Ctrl-C, several times, each when the one before has come. */
    static void interrupt(Process process) throws IOException, InterruptedException {
        for (int i = 0; i < 4; i++) {
            signal(process, "INT");
        }
    }

    /**
     * Sends a signal by its name; not all systems have a program for that, but their shells can.
     *
     * @return whether it was sent
     */
    static boolean signal(Process process, String name) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        return new ProcessBuilder("sh", "-c", "kill -\"$0\" \"$1\"", name, pid)
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    /** The same where no file has room for more, as on a disk that gets full. */
    static Process tercetWithin(int kibibytes, Path folder, String name, String... args) throws IOException {
        List<String> limited =
                new ArrayList<>(List.of("sh", "-c", "ulimit -f " + 2 * kibibytes + "; exec \"$@\"", "sh"));
        limited.addAll(command(folder, name, args));
        return start(folder, limited);
    }

    /**
     * The same with a last argument that is no text.
     *
     * @param last as {@code printf} takes it
     */
    static Process tercetOfBytes(Path folder, String locale, String last, String name, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "LC_ALL=" + locale + " exec \"$@\" \"$(printf '" + last + "')\"", "sh"));
        command.addAll(command(folder, name, args));
        return start(folder, command);
    }

    /** Runs one to its end, with something to read. */
    static Ran ran(Bytes input, String... args) {
        try {
            Path in = Files.write(Files.createTempFile("tercet", ".in"), input.toArray());
            Path out = Files.createTempFile("tercet", ".out");
            Path err = Files.createTempFile("tercet", ".err");
            try {
                Process process = tercetTo(in, out, err, args);
                boolean ended = process.waitFor(LIMIT, TimeUnit.SECONDS);
                process.destroyForcibly();
                assertThat(ended).as("ended: " + List.of(args)).isTrue();
                return Ran.of(process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err));
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts one that reads and writes files. */
    static Process tercetTo(Path in, Path out, Path err, String... args) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        command(out.getParent(), args[0], Arrays.copyOfRange(args, 1, args.length)))
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        prepare(builder.environment());
        builder.environment().put("XDG_CONFIG_HOME", "/nowhere");
        return builder.start();
    }

    private static List<String> command(Path folder, String name, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
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
        prepare(builder.environment());
        return builder.start();
    }

    /** Nothing of whoever runs the tests; and time, as on a busy machine what a JVM does first may take longer than is usual. */
    private static void prepare(Map<String, String> environment) {
        environment.remove("ETCD_ENDPOINTS");
        environment.put("ETCDCTL_COMMAND_TIMEOUT", "1m");
        environment.put("ETCDCTL_DIAL_TIMEOUT", "1m");
    }
}
