package dev.tercet.conformance.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.gateway.script.CutServer.Chunking;
import dev.tercet.conformance.gateway.script.CutServer.Plan;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A watch goes on with the event after the last one that it delivered, wherever its connection breaks: at every byte of a
 * stream, which a server then goes on with from the revision that it is asked for.
 */
class ExactResumeTest {
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({"BY_MESSAGE, FIN", "BY_MESSAGE, RST", "ANYHOW, FIN"})
    void aPostedStreamBreaksAtEveryByte(Chunking chunking, Cut cut) throws Exception {
        try (CutServer server = new CutServer(chunking)) {
            int length = server.postedLength(prefix(0));
            atEvery(length, server, GatewayTransport.create().withoutWebSockets(), (etcd, at) -> {
                server.plan(prefix(at), new Plan(at, cut));
                watchToTheEnd(server, etcd, prefix(at));
            });
        }
    }

    /** As those do whose member loses its leader; also where that is said, in the words of each version. */
    @ParameterizedTest
    @EnumSource(Wording.class)
    void aPostedStreamThatEndsWithAnErrorBreaksAtEveryByte(Wording wording) throws Exception {
        try (CutServer server = new CutServer(wording, Chunking.BY_MESSAGE)) {
            int length = server.lengthWithoutLeader(prefix(0));
            atEvery(length, server, GatewayTransport.create().withoutWebSockets(), (etcd, at) -> {
                server.plan(prefix(at), new Plan(at, Cut.FIN, true));
                watchToTheEnd(server, etcd, prefix(at));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aWebsocketBreaksAtEveryByte(Cut cut) throws Exception {
        try (CutServer server = new CutServer(Chunking.BY_MESSAGE)) {
            int length = server.framedLength(prefix(0));
            atEvery(length, server, GatewayTransport.create(), (etcd, at) -> {
                server.plan(prefix(at), new Plan(at, cut));
                watchToTheEnd(server, etcd, prefix(at));
            });
        }
    }

    @Test
    void breaksFollowUponEachOther() throws Exception {
        try (CutServer server = new CutServer(Chunking.BY_MESSAGE)) {
            for (boolean webSockets : new boolean[] {true, false}) {
                GatewayTransport transport = GatewayTransport.create();
                int length = server.framedLength(prefix(0));
                atEvery(length / 16, server, webSockets ? transport : transport.withoutWebSockets(), (etcd, at) -> {
                    String prefix = prefix(at) + webSockets;
                    // The next at a byte that has nothing to do with the last, and the third before anything new comes.
                    server.plan(
                            prefix,
                            new Plan(at * 16L, Cut.FIN),
                            new Plan(at * 7919L % length, Cut.RST),
                            new Plan(0, Cut.FIN));
                    watchToTheEnd(server, etcd, prefix);
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aHandshakeBreaksAtEveryByte(Cut cut) throws Exception {
        try (CutServer server = new CutServer(Chunking.BY_MESSAGE);
                EtcdClient etcd = client(server, GatewayTransport.create())) {
            for (int at = 0; at < HANDSHAKE; at++) {
                server.planHandshake(new Plan(at, cut));
                watchToTheEnd(server, etcd, prefix(at));
                server.cutAll();
            }
        }
    }

    /** The length of its head. */
    private static final int HANDSHAKE = 130;

    private interface Round {
        void play(EtcdClient etcd, int at) throws Exception;
    }

    /** Plays a round for every position, on a few clients side by side. */
    private void atEvery(int length, CutServer server, GatewayTransport transport, Round round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int first = 0; first < CLIENTS; first++) {
                int from = first;
                all.add(threads.submit(() -> {
                    try (EtcdClient etcd = client(server, transport)) {
                        for (int at = from; at <= length; at += CLIENTS) {
                            round.play(etcd, at);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static EtcdClient client(CutServer server, GatewayTransport transport) {
        return EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(transport)
                .build();
    }

    private static String prefix(int at) {
        return "/resume/%05d/".formatted(at);
    }

    private static void watchToTheEnd(CutServer server, EtcdClient etcd, String prefix) {
        List<WatchSignal> seen = new ArrayList<>();
        WatchRequest request = WatchRequest.prefix(prefix).fromRevision(History.FIRST);
        try (Watch watch = etcd.async().watches().open(request)) {
            long revision = 0;
            while (revision < History.LAST) {
                WatchSignal signal = watch.poll(PATIENCE)
                        .orElseThrow(() -> new AssertionError(prefix + ": no signal after " + seen));
                seen.add(signal);
                if (signal instanceof WatchSignal.Change change) {
                    revision = change.revision();
                }
            }
            // The break may lie behind the last change, and be told.
            watch.poll(Duration.ZERO)
                    .ifPresent(signal -> assertThat(signal)
                            .as("%s: after %s", prefix, seen)
                            .isInstanceOf(WatchSignal.Interrupted.class));
        }
        check(server, prefix, seen);
    }

    private static void check(CutServer server, String prefix, List<WatchSignal> seen) {
        assertThat(seen.get(0)).as(prefix).isEqualTo(new WatchSignal.Started(History.FIRST));
        List<String> changes = new ArrayList<>();
        List<Long> revisions = new ArrayList<>();
        long next = History.FIRST;
        boolean connected = true;
        for (WatchSignal signal : seen.subList(1, seen.size())) {
            if (signal instanceof WatchSignal.Change change) {
                assertThat(connected)
                        .as("%s: a change while it is interrupted, in %s", prefix, seen)
                        .isTrue();
                revisions.add(change.revision());
                change.events()
                        .forEach(event -> changes.add(
                                event.revision() + " " + event.kv().keyText().substring(prefix.length()) + "="
                                        + event.kv().valueText()));
                next = change.revision() + 1;
            } else if (signal instanceof WatchSignal.Progress progress) {
                assertThat(progress.revision()).as(prefix).isGreaterThanOrEqualTo(next - 1);
                next = progress.revision() + 1;
            } else if (signal instanceof WatchSignal.Interrupted) {
                assertThat(connected)
                        .as("%s: interrupted twice, in %s", prefix, seen)
                        .isTrue();
                connected = false;
            } else if (signal instanceof WatchSignal.Resumed resumed) {
                assertThat(connected)
                        .as("%s: resumed without need, in %s", prefix, seen)
                        .isFalse();
                assertThat(resumed.revision()).as("%s: in %s", prefix, seen).isEqualTo(next);
                connected = true;
            } else {
                throw new AssertionError(prefix + ": " + signal + " in " + seen);
            }
        }
        assertThat(changes)
                .as(prefix)
                .containsExactlyElementsOf(server.history().changes().stream()
                        .map(History.Change::toString)
                        .toList());
        assertThat(revisions)
                .as(prefix)
                .containsExactlyElementsOf(server.history().changes().stream()
                        .map(History.Change::revision)
                        .distinct()
                        .toList());
    }
}
