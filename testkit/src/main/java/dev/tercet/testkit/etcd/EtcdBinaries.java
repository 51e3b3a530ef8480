package dev.tercet.testkit.etcd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An {@code etcd} and the {@code etcdctl} of the same version.
 *
 * @since 0.1
 */
public record EtcdBinaries(EtcdVersion version, Path etcd, Path etcdctl) {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Map<String, Finding> KNOWN = new ConcurrentHashMap<>();

    /**
     * Looks in the folder named by the system property {@code tercet.etcd.bin} or the variable {@code TERCET_ETCD_BIN}; in a checkout of
     * this project asks its script {@code etc/get-etcd}, which may download or build; then looks in the folders of the {@code PATH}. A
     * folder counts if it has both {@code etcd} and {@code etcdctl}. The checkout is at or above the folder named by the property
     * {@code tercet.root}, or the working directory. What was found, or not, stays so for this JVM.
     *
     * @param wanted {@code 3.5}, {@code 3.5.30} or {@code newest}, the newest of those found
     * @throws EtcdUnavailable if none of these has that version; it says what there was instead
     * @throws IllegalArgumentException if {@code wanted} is none of these forms
     */
    public static EtcdBinaries find(String wanted) {
        // Asking again in the same JVM would only take long.
        Finding finding = KNOWN.computeIfAbsent(wanted, BinarySearch.here()::find);
        return finding.found().orElseThrow(() -> new EtcdUnavailable(wanted, finding.reason()));
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
}
