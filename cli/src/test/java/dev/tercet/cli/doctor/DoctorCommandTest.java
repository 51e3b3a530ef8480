package dev.tercet.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.cli.cluster.EachEndpoint.Answer;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Status;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final Dates dates = new Dates(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aHealthyMemberIsAllRight() {
        BesideEtcdctl both = BesideEtcdctl.shared();
        Ran ran = both.tercet("doctor");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("ok    members   1 of 1 answer\n", "ok    version   etcd 3.5", "ok    leader    all name ")
                .contains("ok    alarms    none\n", "ok    raft      all within ")
                .contains(" in use; how much it may have, etcd tells from 3.6 on")
                .containsPattern("(?m)^\\w+ +latency +http://127.0.0.1:.*, median ")
                .containsPattern("(?m)^\\w+ +clock +http://127.0.0.1:");
        // How fast a busy machine answers is no matter of the server's health.
        assertThat(ran.out().lines().filter(line -> !line.matches("\\w+ +(latency|clock) .*")))
                .allMatch(line -> line.startsWith("ok "));
        assertThat(ran.exitCode()).as("%s", ran).isEqualTo(ran.out().contains("bad   ") ? 1 : 0);
        assertThat(both.tercet("-w", "json", "doctor").out())
                .startsWith("[{\"level\":\"ok\",\"about\":\"members\",\"text\":\"1 of 1 answer\"},");
        assertThat(both.tercet("-w", "table", "doctor").out()).contains("| LEVEL |");
    }

    @Test
    void anEtcdOfOurOwnIsLookedOverToo() {
        Ran ran = Ran.of("doctor", "--embedded");
        assertThat(ran.exitCode()).as("%s", ran).isZero();
        assertThat(ran.out())
                .containsPattern("ok    clock     http://embedded-\\d+:2379: ours, since it is in this process\n");
    }

    @Test
    void whoDoesNotAnswerIsBad() {
        Ran ran = Ran.of("doctor", "--endpoints=127.0.0.1:1", "--command-timeout=500ms");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).startsWith("bad   endpoint  127.0.0.1:1: ");
    }

    @Test
    void membersThatAreGoneAndAlarmsAreFound() {
        try (RealEtcd etcd = WhenUnavailable.fromEnvironment()
                        .obtain(() -> RealEtcd.start(EtcdSettings.of("3.5").withMembers(3)));
                EtcdClient client = EtcdClient.connect(etcd.endpoint(0))) {
            long id = client.maintenance().status().header().memberId();
            client.maintenance().activate(new Alarm(id, AlarmType.NOSPACE));
            etcd.member(2).kill();
            Ran ran = Ran.of("doctor", "--endpoints=" + etcd.endpoint(0));
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out())
                    .contains("warn  members   2 of 3 answer\n", " does not answer at [" + etcd.endpoint(2) + "]\n")
                    .contains("ok    clock     " + etcd.endpoint(0), "ok    clock     " + etcd.endpoint(1))
                    .contains("bad   alarms    NOSPACE at member " + Long.toHexString(id) + "\n");
        }
    }

    private static Status status(String version, long leader, long index, long applied) {
        return new Status(
                new Header(1, 2, 3, 4), version, 100, 90, 0, leader, index, 4, applied, List.of(), false, "", "");
    }

    private static String together(Status... statuses) {
        StringBuilder text = new StringBuilder();
        List<Answer<Status>> answers = new ArrayList<>();
        for (Status status : statuses) {
            answers.add(new Answer<>("m" + answers.size(), status, null));
        }
        Together.look(answers)
                .forEach(each -> text.append(each.level())
                        .append(' ')
                        .append(each.text())
                        .append('\n'));
        return text.toString();
    }

    @Test
    void whatMembersDisagreeAboutIsFound() {
        assertThat(together(status("3.5.1", 5, 100, 100), status("3.6.0", 5, 90, 89)))
                .contains(
                        "WARN members have different versions: {3.5.1=[m0], 3.6.0=[m1]}\n", "OK all within 11 entries");
        assertThat(together(status("3.4.1", 5, 100, 100))).contains("WARN etcd 3.4.1 is no longer looked after");
        assertThat(together(status("3.5.1", 5, 1, 1), status("3.5.1", 6, 1, 1)))
                .contains("BAD members name different leaders: ");
        assertThat(together(status("3.5.1", 0, 1, 1))).contains("BAD no leader is known to [m0]");
        assertThat(together(status("3.5.1", 5, 9000, 9000), status("3.5.1", 5, 7000, 7000)))
                .contains("WARN m1 is 2000 entries behind");
        assertThat(together(status("3.5.1", 5, 9000, 9000), status("3.5.1", 5, 9000, 1000)))
                .contains("BAD m1 is 8000 entries behind");
    }

    private static Finding latency(int... millis) {
        return new Latency(Arrays.stream(millis)
                        .mapToLong(each -> each * 1_000_000L)
                        .toArray())
                .finding("m");
    }

    @Test
    void slowMembersAreFound() {
        assertThat(latency(3, 1, 2)).isEqualTo(Finding.ok("latency", "m: 1ms to 3ms, median 2ms"));
        assertThat(latency(3000, 1, 2).level()).isEqualTo(Finding.Level.OK);
        assertThat(latency(101, 1, 300)).isEqualTo(Finding.warn("latency", "m: 1ms to 300ms, median 101ms"));
        assertThat(latency(1001, 1, 5000).level()).isEqualTo(Finding.Level.BAD);
    }

    private static Finding database(long size, long used, long quota) {
        return Database.look(
                "m",
                new Status(new Header(1, 2, 3, 4), "3.6.0", size, used, quota, 2, 1, 1, 1, List.of(), false, "", ""));
    }

    @Test
    void fullAndAiryDatabasesAreFound() {
        assertThat(database(1_000_000, 900_000, 2_000_000_000).level()).isEqualTo(Finding.Level.OK);
        assertThat(database(1_700_000_000, 1_600_000_000, 2_000_000_000).level())
                .isEqualTo(Finding.Level.WARN);
        assertThat(database(1_950_000_000, 1_900_000_000, 2_000_000_000).level())
                .isEqualTo(Finding.Level.BAD);
        assertThat(database(1_000_000_000, 100_000_000, 0))
                .isEqualTo(Finding.warn(
                        "database",
                        "m: 1.0 GB, of which 100 MB in use; how much it may have, etcd tells from 3.6 on; 'defrag'"
                                + " gives 900 MB back"));
    }

    @Test
    void clocksThatAreApartAreFound() {
        long now = NOW.toEpochMilli();
        assertThat(dates.clock("m", now)).isEqualTo(Finding.ok("clock", "m: within 2 s of ours"));
        assertThat(dates.clock("m", now + 10_000)).isEqualTo(Finding.warn("clock", "m: 10 s ahead of ours"));
        assertThat(dates.clock("m", now - 200_000)).isEqualTo(Finding.bad("clock", "m: 199 s behind ours"));
    }
}
