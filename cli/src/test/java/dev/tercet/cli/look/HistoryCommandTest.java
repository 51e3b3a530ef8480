package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseGrant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** At a real server: what it keeps at a compaction is its own affair. */
class HistoryCommandTest {
    private static final String ENDPOINT = BesideEtcdctl.shared().etcd().endpoint(0);
    private static final EtcdClient ETCD = EtcdClient.connect(ENDPOINT);
    private static final At AT = new At(ETCD, ENDPOINT);

    @AfterAll
    static void close() {
        ETCD.close();
    }

    @Test
    void isEveryVersionAndEveryDeletion() {
        long first = AT.put("hist/a", "one");
        long second = AT.put("hist/a", "two\nlines");
        long gone = AT.delete("hist/a");
        LeaseGrant lease = ETCD.leases().grant(Duration.ofMinutes(1));
        long third =
                ETCD.kv().put(Put.of("hist/a", "three").withLease(lease.id())).revision();
        AT.put("hist/other", "x");
        Ran ran = AT.run("history", "hist/a");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "REVISION VERSION LEASE VALUE",
                        third + " 1 " + String.format("%016x", lease.id()) + " three",
                        gone + " - - (deleted)",
                        second + " 2 - \"two\\nlines\"",
                        first + " 1 - one");
        assertThat(AT.run("history", "hist/a", "-o", "ndjson").out().lines())
                .hasSize(4)
                .contains("{\"key\":\"hist/a\",\"mod_revision\":" + gone + ",\"type\":\"delete\"}");
    }

    @Test
    void ofADeletedKeyEndsWithItsDeletion() {
        AT.put("hist/gone", "x");
        AT.delete("hist/gone");
        Ran ran = AT.run("history", "hist/gone");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines()).hasSize(3);
        assertThat(AT.run("history", "hist/gone", "-o", "csv").out().replaceAll("\\d+,", "N,"))
                .isEqualTo("key,value,create_revision,mod_revision,version,lease,type,base64\r\n"
                        + "hist/gone,,,N,,,delete,\r\nhist/gone,x,N,N,N,,put,\r\n");
    }

    @Test
    void theNewestCanBeAskedFor() {
        AT.put("hist/limit", "1");
        AT.put("hist/limit", "2");
        long last = AT.put("hist/limit", "3");
        Ran ran = AT.run("history", "hist/limit", "--limit", "1", "-w", "table");
        assertThat(ran.out()).contains(" " + last + " |").doesNotContain(" " + (last - 1) + " |");
        assertThat(ran.errLines()).containsExactly("there are older versions: --limit 0 shows all");
    }

    @Test
    void keepsTheNewestThatThereIsRoomFor() {
        for (String value : List.of("1234", "12", "1", "12")) {
            AT.put("hist/room", value);
        }
        assertThat(values(new History(ETCD, Bytes.of("hist/room"), 0, 5))).containsExactly("12", "1", "12");
        assertThat(values(new History(ETCD, Bytes.of("hist/room"), 2, 5))).containsExactly("12", "1");
        History small = new History(ETCD, Bytes.of("hist/room"), 0, 1);
        assertThat(values(small)).containsExactly("12");
        assertThat(small.isCut()).isTrue();
        History all = new History(ETCD, Bytes.of("hist/room"), 0, 9);
        assertThat(values(all)).hasSize(4);
        assertThat(all.isCut()).isFalse();
    }

    private static List<String> values(History history) {
        return history.read().stream().map(version -> version.kv().valueText()).toList();
    }

    @Test
    void saysWhatIsCompacted() {
        AT.put("hist/c", "1");
        long kept = AT.put("hist/c", "2");
        long compacted = AT.put("hist/other", "x");
        ETCD.kv().compact(Compaction.at(compacted));
        long last = AT.put("hist/c", "3");
        Ran ran = AT.run("history", "hist/c");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines().skip(1).map(line -> line.split(" ", 2)[0]))
                .containsExactly(String.valueOf(last), String.valueOf(kept));
        assertThat(ran.errLines()).containsExactly("what was before revision " + compacted + " is compacted");
        String told = " is compacted: the oldest that can be read is " + compacted + ".";
        assertThat(AT.run("restore", "hist/c", "--rev", "1").err()).endsWith(told + "\n");
        assertThat(AT.run("diff", "--rev", "1").err()).endsWith(told + "\n");
        assertThat(AT.run("find", "x", "--rev", "1").exitCode()).isEqualTo(1);
        assertThat(AT.run("history", "hist/none").errLines())
                .containsExactly(
                        "no such key, and no history of it: what was before revision " + compacted + " is compacted");
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() {
        assertThat(Ran.of("history").exitCode()).isEqualTo(2);
        assertThat(Ran.of("history", "").exitCode()).isEqualTo(2);
        assertThat(Ran.of("history", "k", "--limit", "-1").exitCode()).isEqualTo(2);
        assertThat(Ran.of("history", "k", "--endpoints", "127.0.0.1:1").exitCode())
                .isEqualTo(7);
    }
}
