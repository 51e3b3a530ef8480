package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ConnectionRejectedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.testkit.etcd.Tls;
import dev.tercet.testkit.internal.LoopbackPorts;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.WatchStream;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Several endpoints, not all of them well.
 *
 * @since 0.1
 */
public interface FailoverContract extends ScriptedContract {
    /** A server that answers reads and writes, and says in the value who it is. */
    private ScriptedServer well(String name) {
        ScriptedServer server = ScriptedServer.start();
        server.unary(KVGrpc.getRangeMethod()).always(Answer.reply(Messages.range(5, Messages.kv("k", name, 3))));
        server.unary(KVGrpc.getPutMethod()).always(Answer.reply(Messages.putReply(5)));
        return server;
    }

    private String who(Subject etcd) {
        return etcd.kv().getString("k").orElseThrow();
    }

    @Test
    default void anEndpointThatRefusesIsPassedOver() throws Throwable {
        requires(Capability.SCRIPTS);
        int port = LoopbackPorts.take();
        try (ScriptedServer server = well("b");
                Subject etcd = connect(List.of("http://127.0.0.1:" + port, endpointOf(server)))) {
            Expect.within(Duration.ZERO, Duration.ofSeconds(4), () -> {
                for (int i = 0; i < 50; i++) {
                    assertThat(who(etcd)).isEqualTo("b");
                    etcd.kv().put("k", "v");
                }
            });
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isEqualTo(50);
        } finally {
            LoopbackPorts.release(List.of(port));
        }
    }

    @Test
    default void aSilentMemberCostsAReadItsShareOfTheDeadlineOnly() throws Throwable {
        requires(Capability.SCRIPTS);
        try (ScriptedServer silent = ScriptedServer.start();
                ScriptedServer server = well("b");
                Subject etcd = connect(
                        List.of(endpointOf(silent), endpointOf(server)), b -> b.timeout(Duration.ofSeconds(6)))) {
            silent.unary(KVGrpc.getRangeMethod()).always(Answer.silence());
            Expect.within(Duration.ZERO, Duration.ofSeconds(12), () -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(who(etcd)).isEqualTo("b");
                }
            });
            assertThat(silent.unary(KVGrpc.getRangeMethod()).count())
                    .as("set aside after the first failures")
                    .isLessThan(6);
        }
    }

    @Test
    default void aMemberThatAcceptsConnectionsAndNeverSpeaksIsPassedOver() throws Throwable {
        requires(Capability.SCRIPTS, Capability.CONNECTION_FAULTS);
        try (ScriptedServer behind = well("a");
                FaultProxy proxy = FaultProxy.inFrontOf(endpointOf(behind));
                ScriptedServer server = well("b")) {
            proxy.neverConnect();
            try (Subject etcd =
                    connect(List.of(proxy.endpoint(), endpointOf(server)), b -> b.timeout(Duration.ofSeconds(6)))) {
                Expect.within(Duration.ZERO, Duration.ofSeconds(12), () -> {
                    for (int i = 0; i < 20; i++) {
                        assertThat(who(etcd)).isEqualTo("b");
                        etcd.kv().put("k", "v");
                    }
                });
            }
        }
    }

    @Test
    default void aConnectionThatGoesDeadIsLeftForAnother() throws Throwable {
        requires(Capability.SCRIPTS, Capability.CONNECTION_FAULTS);
        try (ScriptedServer behind = well("a");
                FaultProxy proxy = FaultProxy.inFrontOf(endpointOf(behind));
                ScriptedServer server = well("b");
                Subject etcd =
                        connect(List.of(proxy.endpoint(), endpointOf(server)), b -> b.timeout(Duration.ofSeconds(6)))) {
            for (int i = 0; i < 10; i++) {
                who(etcd);
            }
            proxy.blackHole();
            Expect.within(Duration.ZERO, Duration.ofSeconds(14), () -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(who(etcd)).isEqualTo("b");
                }
            });
        }
    }

    @Test
    default void aMemberWithoutALeaderIsPassedOver() throws Throwable {
        requires(Capability.SCRIPTS);
        try (ScriptedServer cutOff = ScriptedServer.start();
                ScriptedServer server = well("b");
                Subject etcd = connect(List.of(endpointOf(cutOff), endpointOf(server)))) {
            cutOff.unary(KVGrpc.getRangeMethod()).always(Answer.failure(Messages.unavailable("etcdserver: no leader")));
            Expect.within(Duration.ZERO, Duration.ofSeconds(4), () -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(who(etcd)).isEqualTo("b");
                }
            });
        }
    }

    @Test
    default void aMemberThatComesBackIsUsedAgain() throws Throwable {
        requires(Capability.SCRIPTS);
        try (ScriptedServer first = well("a");
                ScriptedServer second = well("b");
                Subject etcd = connect(
                        List.of(endpointOf(first), endpointOf(second)), b -> b.timeout(Duration.ofSeconds(20)))) {
            who(etcd);
            first.stop();
            for (int i = 0; i < 10; i++) {
                assertThat(who(etcd)).isEqualTo("b");
            }
            second.stop();
            first.restart();
            for (int i = 0; i < 10; i++) {
                assertThat(who(etcd)).isEqualTo("a");
            }
        }
    }

    @Test
    default void allEndpointsDownIsToldOfAll() throws Throwable {
        requires(Capability.SCRIPTS);
        int first = LoopbackPorts.take();
        int second = LoopbackPorts.take();
        try (Subject etcd = connect(
                List.of("http://127.0.0.1:" + first, "http://127.0.0.1:" + second),
                b -> b.timeout(Duration.ofSeconds(1)))) {
            Expect.within(Duration.ZERO, Duration.ofSeconds(3), () -> {
                EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure).hasMessageContaining("refused");
            });
        } finally {
            LoopbackPorts.release(List.of(first, second));
        }
    }

    @Test
    default void aWatchMovesToAMemberThatIsThere() throws Throwable {
        requires(Capability.SCRIPTS);
        try (ScriptedServer first = ScriptedServer.start();
                ScriptedServer second = ScriptedServer.start()) {
            second.stop();
            try (Subject etcd = connect(List.of(endpointOf(first), endpointOf(second)));
                    WatchProbe watch = probe(etcd, WatchRequest.of("k"))) {
                WatchStream stream = first.watches().await();
                stream.expectCreate();
                stream.created(0, 10).events(0, Messages.put("k", "1", 11));
                assertThat(watch.event().revision()).isEqualTo(11);
                second.restart();
                first.stop();
                WatchStream moved = second.watches().await();
                assertThat(moved.expectCreate().getStartRevision()).isEqualTo(12);
                moved.created(0, 15).events(0, Messages.put("k", "2", 13));
                assertThat(watch.event().revision()).isEqualTo(13);
            }
        }
    }

    @Test
    default void aWatchPassesOverAnEndpointItCannotTrust() throws Throwable {
        requires(Capability.TLS);
        try (ContractServer strange = start(settings -> settings.withTls(Tls.oneWay()));
                ScriptedServer server = ScriptedServer.start();
                Subject etcd = connect(List.of(strange.endpoints().get(0), endpointOf(server)));
                WatchProbe watch = probe(etcd, WatchRequest.of("k"))) {
            WatchStream stream = server.watches().await();
            stream.expectCreate();
            stream.created(0, 10).events(0, Messages.put("k", "1", 11));
            assertThat(watch.event().revision()).isEqualTo(11);
            // In its life too: for a while there is none but the strange one.
            server.stop();
            watch.await(WatchSignal.Interrupted.class);
            server.restart();
            WatchStream second = server.watches().await();
            assertThat(second.expectCreate().getStartRevision()).isEqualTo(12);
            second.created(0, 15).events(0, Messages.put("k", "2", 13));
            assertThat(watch.event().revision()).isEqualTo(13);
        }
    }

    @Test
    default void aWatchThatNoEndpointCanBeTrustedWithEnds() throws Throwable {
        requires(Capability.TLS);
        try (ContractServer strange = start(settings -> settings.withTls(Tls.oneWay()));
                ContractServer stranger = start(settings -> settings.withTls(Tls.oneWay()));
                Subject etcd = connect(
                        List.of(strange.endpoints().get(0), stranger.endpoints().get(0)));
                WatchProbe watch = probe(etcd, WatchRequest.of("k"))) {
            assertThat(watch.ended().cause().orElseThrow()).isInstanceOf(ConnectionRejectedException.class);
        }
    }

    @Test
    default void eachEndpointIsCalledByItsOwnName() throws Throwable {
        requires(Capability.SCRIPTS);
        try (ScriptedServer first = well("a");
                ScriptedServer second = well("b");
                Subject etcd =
                        connect(List.of(endpointOf(first), endpointOf(second).replace("127.0.0.1", "localhost")))) {
            who(etcd);
            first.stop();
            who(etcd);
            assertThat(second.unary(KVGrpc.getRangeMethod()).calls())
                    .extracting(call -> call.headers().authority())
                    .isNotEmpty()
                    .containsOnly(endpointOf(second).replace("http://127.0.0.1", "localhost"));
            assertThat(first.unary(KVGrpc.getRangeMethod()).calls())
                    .extracting(call -> call.headers().authority())
                    .allMatch(authority -> authority.equals(endpointOf(first).replace("http://", "")));
        }
    }
}
