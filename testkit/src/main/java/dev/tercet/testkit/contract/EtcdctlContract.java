package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lock.LockGrant;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * etcd's own client sees what this one did, and the other way round: the two agree on what the bytes mean.
 *
 * @since 0.1
 */
public interface EtcdctlContract extends Contract {
    /** One scenario, with a server and a client of its own. */
    @FunctionalInterface
    interface Scenario {
        /** Plays it; what it throws fails the test. */
        void play(ContractServer server, Subject etcd) throws Exception;
    }

    private void beside(Scenario scenario) throws Exception {
        requires(Capability.ETCDCTL);
        try (ContractServer server = start(settings -> settings);
                Subject etcd = connect(server.endpoints())) {
            scenario.play(server, etcd);
        }
    }

    private String run(ContractServer server, String... args) {
        return server.etcdctl(args).orThrow();
    }

    private String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    @Test
    default void aValueIsTheSameToBoth() throws Exception {
        beside((server, etcd) -> {
            byte[] every = new byte[256];
            for (int i = 0; i < every.length; i++) {
                every[i] = (byte) i;
            }
            Bytes value = Bytes.copyOf(every);
            etcd.kv().put(Put.of("binary", value));
            assertThat(run(server, "get", "binary", "--write-out=json"))
                    .contains("\"key\":\"" + base64(Bytes.of("binary")) + "\"")
                    .contains("\"value\":\"" + base64(value) + "\"");

            run(server, "put", "a key", "two\nlines\tand \"more\"");
            KeyValue kv = etcd.kv().get("a key").orElseThrow();
            assertThat(kv.valueText()).isEqualTo("two\nlines\tand \"more\"");
            assertThat(run(server, "get", "a key", "--write-out=json"))
                    .contains("\"create_revision\":" + kv.createRevision() + ",")
                    .contains("\"mod_revision\":" + kv.modRevision() + ",")
                    .contains("\"version\":" + kv.version() + ",");

            run(server, "put", "empty", "");
            assertThat(etcd.kv().getString("empty")).contains("");
        });
    }

    @Test
    default void aPrefixIsTheSameToBoth() throws Exception {
        beside((server, etcd) -> {
            for (String key : List.of("a", "b/", "b/1", "b/2", "b/~", "b0", "c")) {
                etcd.kv().put(key, "v");
            }
            assertThat(run(server, "get", "b/", "--prefix", "--keys-only").lines())
                    .containsExactly("b/", "", "b/1", "", "b/2", "", "b/~", "");
            run(server, "put", "b/3", "v");
            assertThat(etcd.kv().get(Get.prefix("b/")).kvs())
                    .extracting(kv -> kv.key().utf8())
                    .containsExactly("b/", "b/1", "b/2", "b/3", "b/~");
            assertThat(run(server, "del", "b/", "--prefix").strip()).isEqualTo("5");
            assertThat(etcd.kv().get(Get.prefix("").keysOnly()).kvs())
                    .extracting(kv -> kv.key().utf8())
                    .containsExactly("a", "b0", "c");
        });
    }

    @Test
    default void aLeaseIsTheSameToBoth() throws Exception {
        beside((server, etcd) -> {
            LeaseGrant ours = etcd.leases().grant(Duration.ofSeconds(100), 0x123456789abcdef0L);
            etcd.kv().put(Put.of("ours", "v").withLease(ours.id()));
            String id = "123456789abcdef0";
            assertThat(run(server, "lease", "timetolive", id, "--keys"))
                    .contains("lease " + id + " granted with TTL(100s)")
                    .contains("attached keys([ours])");

            Matcher granted = Pattern.compile("lease ([0-9a-f]+) granted with TTL\\(200s\\)")
                    .matcher(run(server, "lease", "grant", "200"));
            assertThat(granted.find()).isTrue();
            long theirs = Long.parseUnsignedLong(granted.group(1), 16);
            run(server, "put", "theirs", "v", "--lease=" + granted.group(1));
            assertThat(etcd.leases().list()).containsExactlyInAnyOrder(ours.id(), theirs);
            assertThat(etcd.leases().statusWithKeys(theirs).keys()).containsExactly(Bytes.of("theirs"));
            assertThat(etcd.kv().get("theirs").orElseThrow().lease()).isEqualTo(theirs);
            run(server, "lease", "revoke", granted.group(1));
            assertThat(etcd.kv().getString("theirs")).isEmpty();
        });
    }

    @Test
    default void aLockIsTheSameToBoth() throws Exception {
        beside((server, etcd) -> {
            LockGrant held = etcd.locks()
                    .lock("lock", etcd.leases().grant(Duration.ofSeconds(60)).id());
            assertThat(run(server, "get", "lock/", "--prefix", "--keys-only").strip())
                    .isEqualTo(held.key().utf8());
            CompletableFuture<String> theirs =
                    CompletableFuture.supplyAsync(() -> run(server, "lock", "lock", "echo", "theirs"));
            await("etcdctl waits in line")
                    .until(() -> etcd.kv().get(Get.prefix("lock/").countOnly()).count() == 2);
            assertThat(theirs).isNotDone();
            etcd.locks().unlock(held.key());
            assertThat(Within.seconds(20, theirs).strip()).isEqualTo("theirs");
        });
    }

    @Test
    default void aWatchSeesWhatTheOtherDid() throws Exception {
        beside((server, etcd) -> {
            try (WatchProbe watch =
                    new WatchProbe(etcd.watches().open(WatchRequest.prefix("w/").withPrevious())).started()) {
                run(server, "put", "w/1", "one");
                run(server, "put", "w/1", "two");
                run(server, "del", "w/1");
                assertThat(watch.event().kv().valueText()).isEqualTo("one");
                assertThat(watch.event().previous().orElseThrow().valueText()).isEqualTo("one");
                WatchEvent gone = watch.event();
                assertThat(gone.type()).isEqualTo(WatchEvent.Type.DELETE);
                assertThat(gone.previous().orElseThrow().valueText()).isEqualTo("two");
            }
        });
    }
}
