package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Credentials;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseState;
import dev.tercet.proto.etcdserverpb.AuthGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.RenewalStream;
import dev.tercet.testkit.script.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * How leases are kept alive, and how their loss is found out.
 *
 * @since 0.1
 */
public interface LeaseKeepContract extends ScriptedContract {
    /** Grants leases 1, 2 and so on. */
    private void grants(ScriptedServer server, long ttlSeconds) {
        AtomicLong ids = new AtomicLong();
        server.unary(LeaseGrpc.getLeaseGrantMethod())
                .always(Answer.replying(request -> Messages.granted(ids.incrementAndGet(), ttlSeconds)));
    }

    private boolean sharesOneStream() {
        return target().lacks(Capability.HTTP2).isEmpty();
    }

    private long renewals(ScriptedServer server) {
        return server.renewals().all().stream()
                .mapToLong(stream -> stream.received().size())
                .sum();
    }

    @Test
    default void aStreamThatEndsIsOpenedAgain() throws Throwable {
        scripted((server, etcd) -> {
            grants(server, 3);
            try (KeptLease lease = etcd.leases().keep(Duration.ofSeconds(3))) {
                RenewalStream stream = server.renewals().await();
                assertThat(stream.await().getID()).isEqualTo(lease.id());
                stream.renewed(1, 3).end();
                RenewalStream second = server.renewals().await();
                second.await();
                second.renewed(1, 3).failUnavailable();
                RenewalStream third = server.renewals().await();
                third.await();
                third.renewed(1, 3).failWithoutDescription();
                server.renewals().await().renewAll(3);
                assertThat(lease.state().isFinal()).isFalse();
            }
        });
    }

    @Test
    default void renewalsComeAtAThirdOfTheTimeToLive() throws Throwable {
        scripted((server, etcd) -> {
            grants(server, 3);
            server.renewals().always(stream -> stream.renewAll(3));
            try (KeptLease lease = etcd.leases().keep(Duration.ofSeconds(3))) {
                long start = System.nanoTime();
                await().atMost(Duration.ofSeconds(15)).until(() -> renewals(server) == 4);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isBetween(Duration.ofMillis(2500), Duration.ofMillis(6500));
                assertThat(lease.ttl()).isEqualTo(Duration.ofSeconds(3));
                assertThat(server.renewals().all()).hasSize(sharesOneStream() ? 1 : 4);
            }
        });
    }

    @Test
    default void aSilentServerIsNotFloodedAndTheLossIsFoundInTime() throws Throwable {
        scripted((server, etcd) -> {
            grants(server, 3);
            server.renewals().always(stream -> {});
            List<LeaseState> states = new CopyOnWriteArrayList<>();
            long start = System.nanoTime();
            KeptLease lease = etcd.leases().keep(Duration.ofSeconds(3));
            lease.onState(states::add);
            LeaseState.Lost lost = Within.seconds(10, lease.lost());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("before the server's own clock lets it expire")
                    .isBetween(Duration.ofMillis(2000), Duration.ofMillis(3300));
            assertThat(lost.reason()).isEqualTo(LeaseState.Reason.RAN_OUT);
            assertThat(renewals(server)).isBetween(1L, 4L);
            await().atMost(Duration.ofSeconds(5)).until(() -> states.contains(lost));
        });
    }

    @Test
    default void oneRenewalIsOneRequest() throws Throwable {
        scripted((server, etcd) -> {
            server.renewals().always(stream -> stream.renewAll(5));
            assertThat(etcd.leases().keepAliveOnce(7).ttl()).isEqualTo(Duration.ofSeconds(5));
            assertThat(renewals(server)).isEqualTo(1);
            for (int i = 0; i < 50; i++) {
                etcd.leases().keepAliveOnce(7);
            }
            assertThat(renewals(server)).isEqualTo(51);
            assertThat(server.renewals().open()).hasSizeLessThanOrEqualTo(1);
        });
    }

    @Test
    default void aLeaseThatIsGoneIsLost() throws Throwable {
        scripted((server, etcd) -> {
            grants(server, 3);
            server.renewals().always(stream -> stream.renewAll(0));
            KeptLease lease = etcd.leases().keep(Duration.ofSeconds(3));
            LeaseState.Lost lost = Within.seconds(10, lease.lost());
            assertThat(lost.reason()).isEqualTo(LeaseState.Reason.GONE);
            assertThat(lost.message()).isNotBlank();
        });
    }

    @Test
    default void anUnreachableServerShowsBeforeTheLoss() throws Throwable {
        scripted((server, etcd) -> {
            grants(server, 4);
            server.renewals().always(stream -> stream.renewAll(4));
            List<LeaseState> states = new CopyOnWriteArrayList<>();
            KeptLease lease = etcd.leases().keep(Duration.ofSeconds(4));
            lease.onState(states::add);
            await().atMost(Duration.ofSeconds(10)).until(() -> renewals(server) >= 1);
            server.stop();
            await().atMost(Duration.ofSeconds(6))
                    .until(() -> states.stream().anyMatch(state -> state instanceof LeaseState.Unreachable));
            assertThat(lease.lost()).isNotDone();
            server.restart();
            await().atMost(Duration.ofSeconds(6)).until(() -> lease.state() instanceof LeaseState.Active);
            lease.close();
        });
    }

    @Test
    default void manyLeasesShareOneStream() throws Throwable {
        scripted((server, etcd) -> {
            grants(server, 3);
            server.renewals().always(stream -> stream.renewAll(3));
            List<KeptLease> leases = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                leases.add(etcd.leases().keep(Duration.ofSeconds(3)));
            }
            await().atMost(Duration.ofSeconds(15)).until(() -> renewals(server) >= 1000);
            // Where each is a request, those that come meanwhile wait and go together.
            assertThat(
                            sharesOneStream()
                                    ? server.renewals().all()
                                    : server.renewals().open())
                    .hasSizeLessThanOrEqualTo(sharesOneStream() ? 1 : 4);
            // A clean end takes none of them along.
            server.renewals().open().forEach(RenewalStream::end);
            long before = renewals(server);
            await().atMost(Duration.ofSeconds(15)).until(() -> renewals(server) >= before + 1000);
            assertThat(leases).allSatisfy(lease -> assertThat(lease.state()).isInstanceOf(LeaseState.Active.class));
            leases.forEach(KeptLease::close);
        });
    }

    @Test
    default void anExpiredTokenIsReplaced() throws Throwable {
        scripted(b -> b.credentials(Credentials.of("ann", "secret")), (server, etcd) -> {
            AtomicLong tokens = new AtomicLong();
            server.unary(AuthGrpc.getAuthenticateMethod())
                    .always(Answer.replying(request -> Messages.token("t" + tokens.incrementAndGet())));
            grants(server, 3);
            server.renewals().always(stream -> {
                if ("t1".equals(stream.headers().token())) {
                    stream.fail(Messages.invalidToken());
                } else {
                    stream.renewAll(3);
                }
            });
            try (KeptLease lease = etcd.leases().keep(Duration.ofSeconds(3))) {
                await().atMost(Duration.ofSeconds(10)).until(() -> renewals(server) >= 3);
                assertThat(lease.state()).isInstanceOf(LeaseState.Active.class);
                assertThat(tokens.get()).isBetween(2L, 3L);
            }
        });
    }
}
