package dev.tercet.testkit.etcd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An {@code etcd} and the {@code etcdctl} of the same version.
 *
 * @since 0.1
 */
public record EtcdBinaries(EtcdVersion version, Path etcd, Path etcdctl) {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(20);
    private static final Map<String, Found> KNOWN = new ConcurrentHashMap<>();

    /** Either binaries or the reason for their lack: asking again in the same JVM would only take long. */
    private record Found(@Nullable EtcdBinaries binaries, String reason) {}

    /**
     * Looks in the folder named by the system property {@code tercet.etcd.bin} or the variable {@code TERCET_ETCD_BIN},
     * then asks the script {@code etc/get-etcd} of the checkout, which knows the {@code PATH} and may download or build.
     * The checkout is the folder named by the property {@code tercet.root}, or the nearest one above the working
     * directory that has the script.
     *
     * @param wanted {@code 3.5}, {@code 3.5.30} or {@code newest}
     * @throws EtcdUnavailable if none of these has that version
     */
    public static EtcdBinaries find(String wanted) {
        Found found = KNOWN.computeIfAbsent(wanted, EtcdBinaries::search);
        if (found.binaries() == null) {
            throw new EtcdUnavailable(wanted, found.reason());
        }
        return found.binaries();
    }

    /**
     * Runs this {@code etcdctl}.
     *
     * @param args flags, a command and its arguments
     * @throws IllegalStateException if it does not end within 30 s
     */
    public CommandResult runEtcdctl(List<String> args) {
        return Command.run(etcdctlCommand(args), etcdctlEnvironment(), ANSWER_LIMIT);
    }

    /**
     * Starts this {@code etcdctl}, for commands that read their standard input or go on until they are ended. It ends with this JVM,
     * if not before.
     *
     * @param args flags, a command and its arguments
     * @param out the file that its standard output goes to
     * @param err the file that its standard error goes to
     */
    public Process startEtcdctl(List<String> args, Path out, Path err) {
        return Command.start(etcdctlCommand(args), etcdctlEnvironment(), out, err);
    }

    private List<String> etcdctlCommand(List<String> args) {
        List<String> command = new ArrayList<>(List.of(etcdctl.toString()));
        command.addAll(args);
        return command;
    }

    private Map<String, String> etcdctlEnvironment() {
        // Later versions know no other API, and complain about the variable.
        return version.atLeast(3, 4) ? Map.of() : Map.of("ETCDCTL_API", "3");
    }

    private static Found search(String wanted) {
        String named = System.getProperty("tercet.etcd.bin", System.getenv("TERCET_ETCD_BIN"));
        if (named != null && !named.isBlank()) {
            Optional<EtcdBinaries> binaries = in(Path.of(named));
            if (binaries.isPresent() && binaries.get().version().matches(wanted)) {
                return new Found(binaries.get(), "");
            }
        }
        Path script = script();
        if (script == null) {
            return new Found(null, "not in TERCET_ETCD_BIN, and no etc/get-etcd above the working directory");
        }
        CommandResult result = Command.run(List.of(script.toString(), wanted), Map.of(), BUILD_LIMIT);
        if (result.exitCode() != 0) {
            return new Found(null, lastLine(result.stderr()));
        }
        Path folder = Path.of(result.stdout().strip());
        return in(folder)
                .map(binaries -> new Found(binaries, ""))
                .orElseGet(() -> new Found(null, "no etcd and etcdctl in " + folder));
    }

    private static Optional<EtcdBinaries> in(Path folder) {
        Path etcd = folder.resolve("etcd");
        Path etcdctl = folder.resolve("etcdctl");
        if (!Files.isExecutable(etcd) || !Files.isExecutable(etcdctl)) {
            return Optional.empty();
        }
        String firstLine = Command.run(List.of(etcd.toString(), "--version"), Map.of(), ANSWER_LIMIT)
                .stdout()
                .lines()
                .findFirst()
                .orElse("");
        String version = firstLine.replaceFirst("etcd Version:", "");
        return Optional.of(new EtcdBinaries(EtcdVersion.parse(version), etcd, etcdctl));
    }

    private static @Nullable Path script() {
        String root = System.getProperty("tercet.root");
        Path folder = Path.of(root == null ? "" : root).toAbsolutePath();
        while (folder != null) {
            Path script = folder.resolve("etc/get-etcd");
            if (Files.isExecutable(script)) {
                return script;
            }
            folder = root == null ? folder.getParent() : null;
        }
        return null;
    }

    private static String lastLine(String text) {
        List<String> lines = text.strip().lines().toList();
        return lines.isEmpty() ? "etc/get-etcd said nothing" : lines.get(lines.size() - 1);
    }
}
