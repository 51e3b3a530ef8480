package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The same words for {@code etcdctl} 3.5 and for {@code tercet}, at one real etcd 3.5. What they print must be the same, byte for byte,
 * and either both succeed or both fail; exit codes are each one's own.
 */
public final class BesideEtcdctl {
    private static final String VERSION = "3.5";
    private static final int LIMIT = 120;

    private final RealEtcd etcd;
    private final Tercet tercet;

    /** At a server of one's own, of 3.5. */
    public BesideEtcdctl(RealEtcd etcd) {
        this(etcd, (input, words) -> Ran.with(Map.of(), input, words));
    }

    private BesideEtcdctl(RealEtcd etcd, Tercet tercet) {
        this.etcd = etcd;
        this.tercet = tercet;
    }

    /** Runs {@code tercet} with something to read. */
    private interface Tercet {
        Ran run(Bytes input, String... words);
    }

    /** At a server of one's own, of 3.5, with every {@code tercet} in a process of its own. */
    static BesideEtcdctl inProcesses(RealEtcd etcd) {
        return new BesideEtcdctl(etcd, OtherJvm::ran);
    }

    /** At the server that all tests of this JVM share: work below a prefix. */
    public static BesideEtcdctl shared() {
        return new BesideEtcdctl(
                WhenUnavailable.fromEnvironment().obtain(() -> SharedEtcd.of(EtcdSettings.of(VERSION))));
    }

    /** The server. */
    public RealEtcd etcd() {
        return etcd;
    }

    /** Runs {@code etcdctl}. */
    public Ran etcdctl(String... words) {
        return etcdctlReading(Bytes.EMPTY, words);
    }

    /** Runs {@code etcdctl} with something to read. */
    public Ran etcdctlReading(Bytes input, String... words) {
        try {
            Path out = Files.createTempFile("tercet", ".out");
            Path err = Files.createTempFile("tercet", ".err");
            try {
                Process process = EtcdBinaries.find(VERSION).startEtcdctl(located(words), out, err);
                try (OutputStream in = process.getOutputStream()) {
                    in.write(input.toArray());
                }
                boolean ended = process.waitFor(LIMIT, TimeUnit.SECONDS);
                process.destroyForcibly();
                assertThat(ended).as("etcdctl ended").isTrue();
                return Ran.of(process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code tercet}. */
    public Ran tercet(String... words) {
        return tercetReading(Bytes.EMPTY, words);
    }

    /** Runs {@code tercet} with something to read. */
    public Ran tercetReading(Bytes input, String... words) {
        return tercet.run(input, located(words).toArray(new String[0]));
    }

    private List<String> located(String... words) {
        List<String> all = new ArrayList<>(List.of("--endpoints=" + etcd.endpoint(0)));
        all.addAll(List.of(words));
        return all;
    }

    /** Words that change nothing, or nothing that shows: both print the same. */
    public Ran same(String... words) {
        return masked(UnaryOperator.identity(), words);
    }

    /** Both print the same, once what must differ is masked: a revision after each one's own write, a duration, an id. */
    public Ran masked(UnaryOperator<String> mask, String... words) {
        return maskedReading(mask, Bytes.EMPTY, words);
    }

    /** The same, with something to read. */
    public Ran maskedReading(UnaryOperator<String> mask, Bytes input, String... words) {
        Ran theirs = etcdctlReading(input, words);
        Ran ours = tercetReading(input, words);
        String both = String.join(" ", words) + "\netcdctl: " + theirs + "\ntercet: " + ours;
        assertThat(mask.apply(exact(ours))).as(both).isEqualTo(mask.apply(exact(theirs)));
        assertThat(ours.exitCode() == 0).as(both).isEqualTo(theirs.exitCode() == 0);
        return ours;
    }

    /** A character for each byte, so that nothing is lost. */
    private static String exact(Ran ran) {
        return new String(ran.bytes().toArray(), StandardCharsets.ISO_8859_1);
    }

    /** Masks revisions in {@code json} and {@code fields}. */
    public static String revisions(String text) {
        return text.replaceAll("(?i)(revision\"\\s*:\\s*)\\d+", "$1N");
    }
}
