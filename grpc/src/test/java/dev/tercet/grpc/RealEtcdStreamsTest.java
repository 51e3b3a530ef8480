package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Received;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealEtcdStreamsTest {
    private final RealEtcd etcd = WhenUnavailable.fromEnvironment().obtain(() -> SharedEtcd.of(EtcdSettings.newest()));
    private final Transport transport = Wire.to(Endpoint.parse(etcd.endpoint(0), false), Wire.NO_TLS);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void watchesShareAStream() {
        List<Received<WatchRpcs.Message>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(watch(KeyRange.of("streams/" + i), 0));
        }
        all.forEach(one -> assertThat(one.message(0)).isInstanceOf(WatchRpcs.Created.class));
        assertThat(grpcStreams("Watch")).isEqualTo(3);
        for (int i = 0; i < 500; i++) {
            Answer.to(transport, KvRpcs.PUT, Put.of("streams/" + i, "" + i)).reply();
        }
        for (int i = 0; i < 500; i++) {
            WatchRpcs.Events events = (WatchRpcs.Events) all.get(i).message(1);
            assertThat(events.events()).hasSize(1);
            assertThat(events.events().get(0).value().utf8()).isEqualTo("" + i);
        }
        all.forEach(one -> one.stream().cancel());
        all.forEach(one -> assertThat(one.failure().message()).isEqualTo("cancelled"));
        Awaitility.await().until(() -> grpcStreams("Watch") == 0);
        assertThat(all).allMatch(one -> one.ends() == 1);
    }

    @Test
    void historyCompactionAndProgress() {
        long first = Answer.to(transport, KvRpcs.PUT, Put.of("streams/h", "1"))
                .reply()
                .revision();
        Answer.to(transport, KvRpcs.DELETE_RANGE, Delete.of("streams/h")).reply();
        Received<WatchRpcs.Message> watch = watch(KeyRange.of("streams/h"), first);
        WatchRpcs.Events events = (WatchRpcs.Events) watch.message(1);
        assertThat(events.events()).hasSize(2);
        assertThat(events.events().get(1).isDelete()).isTrue();

        Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
            watch.stream().requestProgress();
            return watch.messages().size() > 2;
        });
        assertThat(watch.message(2)).isInstanceOfSatisfying(WatchRpcs.Progress.class, mark -> {
            assertThat(mark.asked()).isTrue();
            assertThat(mark.header().revision()).isGreaterThan(first);
        });
        watch.stream().cancel();
    }

    @Test
    void renewals() {
        long id = Answer.to(transport, LeaseRpcs.GRANT, new LeaseRpcs.Grant(60, 0))
                .reply()
                .id();
        List<Answer<LeaseRenewal>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(Answer.to(transport, LeaseRpcs.RENEW, new LeaseRpcs.Renew(id)));
        }
        all.forEach(one -> assertThat(one.reply().ttl()).isEqualTo(Duration.ofSeconds(60)));
        assertThat(grpcStreams("LeaseKeepAlive")).isEqualTo(1);
        Answer.to(transport, LeaseRpcs.REVOKE, new LeaseRpcs.Revoke(id)).reply();
        assertThat(Answer.to(transport, LeaseRpcs.RENEW, new LeaseRpcs.Renew(id))
                        .reply()
                        .ttl())
                .isZero();
        assertThat(Answer.to(transport, LeaseRpcs.TIME_TO_LIVE, new LeaseRpcs.TimeToLive(id, true))
                        .reply()
                        .isAlive())
                .isFalse();
    }

    @Test
    void aSnapshotComesAsFastAsItIsAskedFor() {
        Received<SnapshotChunk> snapshot =
                Received.from(transport, MaintenanceRpcs.SNAPSHOT, MaintenanceRpcs.Ask.SNAPSHOT);
        snapshot.message(0);
        int taken = 1;
        while (snapshot.ends() == 0) {
            int before = taken;
            snapshot.stream().request(1);
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> snapshot.messages().size() > before || snapshot.ends() > 0);
            assertThat(snapshot.messages().size()).isLessThanOrEqualTo(before + 1);
            taken = snapshot.messages().size();
        }
        assertThat(snapshot.end()).isNull();
        assertThat(snapshot.message(taken - 1).bytes().length()).isEqualTo(32);
    }

    private Received<WatchRpcs.Message> watch(KeyRange range, long revision) {
        return Received.from(
                transport, WatchRpcs.WATCH, new WatchRpcs.Create(range, revision, Set.of(), false, false, true));
    }

    /** How many streams of a method are open at the server, from its own count of those begun and ended. */
    private int grpcStreams(String method) {
        String metrics = etcd.metrics(0);
        return count(metrics, "grpc_server_started_total", method)
                - count(metrics, "grpc_server_handled_total", method);
    }

    private static int count(String metrics, String name, String method) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("grpc_method=\"" + method + "\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
