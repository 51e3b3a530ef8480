package dev.tercet.conformance.faults.cluster;

import dev.tercet.testkit.etcd.EtcdBinaries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command that starts one member. */
record MemberCommand(EtcdBinaries binaries, PeerNetwork network, String token, Optional<Duration> tokenTtl) {
    /** Like those of the contract tests: a busy machine of two cores does not depose leaders by being slow. */
    private static final String HEARTBEAT_MILLIS = "50";

    private static final String ELECTION_MILLIS = "500";

    /** Few, so that a member that was away for seconds is sent a snapshot now and then, and not the log alone. */
    private static final String ENTRIES_KEPT = "500";

    /**
     * The words of it.
     *
     * @param advertised where clients are told to find the member
     * @param all all members as {@code name=peerUrl}, with commas
     * @param state {@code new} or {@code existing}
     */
    List<String> words(int index, String name, Path data, String advertised, String all, String state) {
        List<String> words = new ArrayList<>(network.prefix(index));
        words.add(binaries.etcd().toString());
        add(words, "name", name);
        add(words, "data-dir", data.toString());
        add(words, "listen-client-urls", network.clientUrl(index));
        add(words, "advertise-client-urls", advertised);
        add(words, "listen-peer-urls", network.peerListenUrl(index));
        add(words, "initial-advertise-peer-urls", network.peerUrl(index));
        add(words, "initial-cluster", all);
        add(words, "initial-cluster-token", token);
        add(words, "initial-cluster-state", state);
        add(words, "heartbeat-interval", HEARTBEAT_MILLIS);
        add(words, "election-timeout", ELECTION_MILLIS);
        add(words, "snapshot-count", ENTRIES_KEPT);
        boolean renamed = binaries.version().atLeast(3, 6);
        add(words, (renamed ? "" : "experimental-") + "snapshot-catchup-entries", ENTRIES_KEPT);
        // Killed processes lose nothing that they wrote; only a machine that fails would.
        add(words, "unsafe-no-fsync", "true");
        add(words, "log-level", "warn");
        // As cheap as can be: passwords are not what is tried.
        add(words, "bcrypt-cost", "4");
        tokenTtl.ifPresent(ttl -> add(words, "auth-token-ttl", Long.toString(ttl.toSeconds())));
        return List.copyOf(words);
    }

    private static void add(List<String> words, String flag, String value) {
        words.add("--" + flag + "=" + value);
    }
}
