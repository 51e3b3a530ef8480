package dev.tercet.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Changes of members, leaders and alarms, at servers of their own. */
class MembershipTest {
    private static RealEtcd start(int members) {
        return WhenUnavailable.fromEnvironment()
                .obtain(() -> RealEtcd.start(EtcdSettings.of("3.5").withMembers(members)));
    }

    /** Without ids, and with members in the order of something else. */
    private static List<String> ids(String text) {
        return Stream.of(text.replaceAll(" *\\b[0-9a-f]{14,16}\\b", "ID")
                        .replaceAll("\\d{14,20}", "N")
                        .replaceAll("127.0.0.1:\\d\\b", "PLACE")
                        .split("[\\n,:\"\\[\\]{}]+"))
                .sorted()
                .toList();
    }

    /** With other ports each time: etcd makes ids of them and of the second, and takes none back that was removed. */
    private static String[] addition(int port, String... options) {
        return Stream.concat(
                        Stream.of(options),
                        Stream.of(
                                "member",
                                "add",
                                "new one",
                                "--learner",
                                "--peer-urls=http://127.0.0.1:" + port + ",http://127.0.0.1:" + (port + 1)))
                .toArray(String[]::new);
    }

    private static String learner(BesideEtcdctl both) {
        return both.tercet("-o", "ndjson", "member", "list")
                .out()
                .lines()
                .filter(line -> line.contains("\"state\":\"unstarted\""))
                .map(line -> line.split("\"", -1)[3])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void learnersComeAndGo() {
        try (RealEtcd etcd = start(1)) {
            BesideEtcdctl both = new BesideEtcdctl(etcd);
            String theirs = both.etcdctl(addition(2)).out();
            String id = learner(both);
            for (String format : List.of("simple", "fields", "json")) {
                both.same("-w", format, "member", "list");
            }
            both.same("-w", "json", "--hex", "member", "list");
            both.same("member", "promote", id);
            both.same("-w", "json", "member", "update", id, "--peer-urls=http://127.0.0.1:1");
            both.same("member", "update", id, "--peer-urls=http://127.0.0.1:1");
            assertThat(both.tercet("member", "remove", id).out())
                    .startsWith("Member ")
                    .contains(id + " removed from cluster ");
            assertThat(ids(both.tercet(addition(4)).out())).isEqualTo(ids(theirs));
            assertThat(both.etcdctl("member", "remove", learner(both)).exitCode())
                    .isZero();
            Ran added = both.tercet(addition(6, "-w", "json"));
            assertThat(both.tercet("-w", "json", "member", "remove", learner(both))
                            .out())
                    .startsWith("{\"header\":{")
                    .contains(",\"members\":[{\"ID\":");
            assertThat(ids(added.out()))
                    .isEqualTo(ids(both.etcdctl(addition(8, "-w", "json")).out()));
        }
    }

    @Test
    void alarmsGoOnAndOff() {
        try (RealEtcd etcd = start(1);
                EtcdClient client = EtcdClient.connect(etcd.endpoint(0))) {
            BesideEtcdctl both = new BesideEtcdctl(etcd);
            long member = client.cluster().members().members().get(0).id();
            client.maintenance().activate(new Alarm(member, AlarmType.NOSPACE));
            for (String format : List.of("simple", "fields", "json")) {
                both.same("-w", format, "alarm", "list");
            }
            Ran health = both.tercet("endpoint", "health");
            assertThat(health.err())
                    .isEqualTo(both.etcdctl("endpoint", "health").err().replace("Error:", "tercet:"));
            String theirs = both.etcdctl("-w", "json", "alarm", "disarm").out();
            client.maintenance().activate(new Alarm(member, AlarmType.NOSPACE));
            assertThat(BesideEtcdctl.revisions(
                            both.tercet("-w", "json", "alarm", "disarm").out()))
                    .isEqualTo(BesideEtcdctl.revisions(theirs));
            client.maintenance().activate(new Alarm(member, AlarmType.NOSPACE));
            assertThat(both.tercet("alarm", "disarm").out())
                    .isEqualTo("memberID:" + Long.toUnsignedString(member) + " alarm:NOSPACE \n");
            both.same("alarm", "disarm");
            both.same("-w", "json", "alarm", "disarm");
        }
    }

    @Test
    void leadershipMoves() {
        try (RealEtcd etcd = start(3);
                EtcdClient client = EtcdClient.connect(etcd.endpoints().toArray(new String[0]))) {
            String all = "--endpoints=" + String.join(",", etcd.endpoints());
            int leader = etcd.leaderIndex();
            String follower = etcd.endpoint((leader + 1) % 3);
            String target = Long.toHexString(
                    client.maintenance().status(follower).header().memberId());
            Ran none = Ran.of("move-leader", target, "--endpoints=" + follower);
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.errLines().get(0)).isEqualTo("tercet: no leader endpoint given at [" + follower + "]");
            Ran moved = Ran.of("move-leader", target, all);
            String before = moved.out().replaceAll("(?s)Leadership transferred from (\\w+) to " + target + "\n", "$1");
            Ran back = new BesideEtcdctl(etcd).etcdctl("move-leader", before, all);
            assertThat(back.out()).isEqualTo("Leadership transferred from " + target + " to " + before + "\n");
            Ran status = Ran.of("endpoint", "status", "--cluster", "--endpoints=" + follower);
            assertThat(status.out().lines()).hasSize(3);
            assertThat(Ran.of("endpoint", "health", all).out().lines()).hasSize(3);
        }
    }
}
