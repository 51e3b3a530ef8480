package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseGrant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RestoreCommandTest {
    private static final String ENDPOINT = BesideEtcdctl.shared().etcd().endpoint(0);
    private static final EtcdClient ETCD = EtcdClient.connect(ENDPOINT);
    private static final At AT = new At(ETCD, ENDPOINT);

    @AfterAll
    static void close() {
        ETCD.close();
    }

    @Test
    void aKeyIsWhatItWas() {
        long good = AT.put("rest/a", "good");
        AT.put("rest/a", "bad");
        Ran look = AT.run("restore", "rest/a", "--rev", String.valueOf(good), "--dry-run");
        assertThat(look.out()).isEqualTo("~ rest/a\n    - bad\n    + good\n");
        assertThat(look.errLines()).containsExactly("this would put back 1 key");
        assertThat(ETCD.kv().getString("rest/a")).hasValue("bad");
        Ran ran = AT.run("restore", "rest/a", "--rev", String.valueOf(good));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ETCD.kv().getString("rest/a")).hasValue("good");
        assertThat(AT.run("restore", "rest/a", "--rev", String.valueOf(good)).errLines())
                .containsExactly("nothing to restore: it is what it was at revision " + good);
        assertThat(AT.run("restore", "rest/a", "--rev", String.valueOf(good), "-o", "yaml")
                        .out())
                .isEmpty();
    }

    @Test
    void aDeletedKeyComesBack() {
        long good = AT.put("rest/gone", "good");
        AT.delete("rest/gone");
        assertThat(AT.run("restore", "rest/gone", "--rev", String.valueOf(good)).exitCode())
                .isZero();
        assertThat(ETCD.kv().getString("rest/gone")).hasValue("good");
    }

    @Test
    void leasesStayAndGoneOnesAreTold() {
        LeaseGrant lease = ETCD.leases().grant(Duration.ofMinutes(1));
        long good = ETCD.kv()
                .put(Put.of("rest/lease", "good").withLease(lease.id()))
                .revision();
        ETCD.kv().put(Put.of("rest/lease", "bad").withLease(lease.id()));
        AT.run("restore", "rest/lease", "--rev", String.valueOf(good));
        assertThat(ETCD.kv().get("rest/lease").map(KeyValue::lease)).hasValue(lease.id());
        AT.delete("rest/lease");
        AT.run("restore", "rest/lease", "--rev", String.valueOf(good));
        assertThat(ETCD.kv().get("rest/lease").map(KeyValue::lease)).hasValue(lease.id());
        ETCD.leases().revoke(lease.id());
        Ran ran = AT.run("restore", "rest/lease", "--rev", String.valueOf(good));
        assertThat(ran.err()).contains(String.format("note: lease %016x", lease.id()), "without a lease");
        assertThat(ETCD.kv().get("rest/lease").map(KeyValue::lease)).hasValue(0L);
    }

    @Test
    void aPrefixIsWhatItWas() {
        for (int i = 0; i < 150; i++) {
            AT.put("rest/many/" + i, "good");
        }
        long good = AT.put("rest/many/x", "good");
        for (int i = 0; i < 150; i++) {
            AT.put("rest/many/" + i, "bad");
        }
        AT.put("rest/many/new", "bad");
        String[] words = {"restore", "rest/many/", "--prefix", "--rev", String.valueOf(good)};
        Ran unasked = AT.run(words);
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.errLines().get(0)).contains("put back 150 keys and delete 1 key", "--yes");
        assertThat(ETCD.kv().getString("rest/many/7")).hasValue("bad");
        Ran ran = AT.run("restore", "rest/many/", "--prefix", "--rev", String.valueOf(good), "--yes");
        assertThat(ran.errLines()).containsExactly("restored: put back 150 keys and delete 1 key");
        assertThat(AT.run("diff", "--prefix", "rest/many/", "--rev", String.valueOf(good))
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"'y\n', good", "'n\n', bad"})
    void whoSitsAtTheTerminalIsAsked(String answer, String value) {
        AT.put("rest/asked/a", "good");
        long good = AT.put("rest/asked/b", "good");
        AT.put("rest/asked/a", "bad");
        AT.put("rest/asked/b", "bad");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                true,
                new Out("standard output", OutputStream.nullOutputStream(), false),
                new Out("standard error", err, true));
        try (Cli cli = new Cli(streams, Map.of("ETCDCTL_ENDPOINTS", ENDPOINT, "XDG_CONFIG_HOME", "/nowhere"))) {
            new CommandLine(new RestoreCommand(cli))
                    .setExecutionExceptionHandler((failure, command, parsed) -> 5)
                    .execute("rest/asked/", "--prefix", "--rev", String.valueOf(good));
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("This would put back 2 keys. Go on? [y/N] ");
        assertThat(ETCD.kv().getString("rest/asked/a")).hasValue(value);
    }

    @Test
    void newKeysCanStay() {
        long good = AT.put("rest/keep/a", "good");
        AT.put("rest/keep/new", "x");
        Ran ran = AT.run("restore", "rest/keep/", "--prefix", "--rev", String.valueOf(good), "--no-delete");
        assertThat(ran.exitCode()).isZero();
        assertThat(ETCD.kv().getString("rest/keep/new")).hasValue("x");
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        assertThat(Ran.of("restore", "k").exitCode()).isEqualTo(2);
        assertThat(Ran.of("restore", "k", "--rev", "0").exitCode()).isEqualTo(2);
        assertThat(Ran.of("restore", "", "--rev", "1").exitCode()).isEqualTo(2);
        Ran future = AT.run("restore", "k", "--rev", "100000000");
        assertThat(future.exitCode()).isEqualTo(1);
        assertThat(future.err()).contains("yet to come");
    }
}
