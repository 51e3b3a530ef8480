package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.election.Observation;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.v3electionpb.ElectionGrpc;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.WatchStream;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What a client's watches are to a server: few streams, no more than is asked for, and nothing of what nobody wants any more.
 *
 * @since 0.1
 */
public interface WatchLoadContract extends ScriptedContract {
    @Test
    default void manyWatchesNeedFewStreamsAndAllResume() throws Throwable {
        requires(Capability.SHARED_WATCHES);
        scripted((server, etcd) -> {
            server.watches()
                    .always(stream -> stream.always(request -> {
                        if (request.hasCreateRequest()) {
                            stream.created(newest(stream), 100);
                        }
                    }));
            List<Watch> watches = IntStream.range(0, 500)
                    .mapToObj(i -> open(etcd, WatchRequest.of("k" + i)))
                    .toList();
            for (Watch watch : watches) {
                Within.seconds(10, watch.started());
            }
            assertThat(server.watches().open()).hasSizeLessThanOrEqualTo(8);
            server.watches().open().forEach(WatchStream::failUnavailable);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> WatchesAtServer.asked(server).size() == 1000);
            assertThat(WatchesAtServer.asked(server).subList(500, 1000))
                    .extracting(WatchCreateRequest::getStartRevision)
                    .containsOnly(101L);
            watches.forEach(Watch::close);
            await().atMost(Duration.ofSeconds(10)).until(() -> WatchesAtServer.left(server) == 0);
        });
    }

    @Test
    default void closingCancelsAtTheServer() throws Throwable {
        requires(Capability.SHARED_WATCHES);
        scripted((server, etcd) -> {
            Watch one = open(etcd, WatchRequest.of("k1"));
            WatchStream stream = server.watches().await();
            stream.expectCreate();
            stream.created(0, 10);
            Watch other = open(etcd, WatchRequest.of("k2"));
            stream.expectCreate();
            stream.created(1, 10);
            Within.seconds(10, one.started());
            Within.seconds(10, other.started());
            other.close();
            assertThat(stream.expectCancel()).isEqualTo(1);
            assertThat(stream.isOpen()).as("for the watch that goes on").isTrue();
            one.close();
            await().atMost(Duration.ofSeconds(10)).until(() -> WatchesAtServer.left(server) == 0);
        });
    }

    @Test
    default void aWatchRequiresALeaderUnlessToldOtherwise() throws Throwable {
        requires(Capability.LEADER_OF_WATCH);
        scripted((server, etcd) -> {
            try (WatchProbe with = probe(etcd, WatchRequest.of("k"))) {
                assertThat(server.watches().await().headers().requiresLeader()).isTrue();
                try (WatchProbe without = probe(etcd, WatchRequest.of("k").withoutLeader())) {
                    assertThat(server.watches().await().headers().requiresLeader())
                            .isFalse();
                    assertThat(without.watch().isOpen() && with.watch().isOpen())
                            .isTrue();
                }
            }
        });
    }

    @Test
    default void aSlowConsumerIsParkedAtTheServerAndMissesNothing() throws Throwable {
        scripted((server, etcd) -> {
            // Sends all there is from the start asked for, as often as it is asked.
            server.watches()
                    .always(stream -> stream.always(request -> {
                        if (request.hasCreateRequest()) {
                            long id = newest(stream);
                            stream.created(id, 600);
                            for (long i = request.getCreateRequest().getStartRevision(); i <= 600; i++) {
                                stream.events(id, Messages.put("slow", "v".repeat(1024), i));
                            }
                        }
                    }));
            WatchRequest request = WatchRequest.of("slow").fromRevision(2).withBuffer(64 << 10);
            try (WatchProbe slow = probe(etcd, request)) {
                Within.seconds(10, slow.watch().started());
                await("the watch is stopped at the server")
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> WatchesAtServer.left(server) == 0);
                assertThat(slow.events(599))
                        .extracting(WatchEvent::revision)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(2, 600).boxed().toList());
                // Once at least; how often depends on how fast it is emptied then.
                assertThat(WatchesAtServer.asked(server)).hasSizeGreaterThan(1);
            }
        });
    }

    @Test
    default void aSmallBufferTakesAMessageAtATime() throws Throwable {
        scripted((server, etcd) -> {
            int together = 50;
            server.watches()
                    .always(stream -> stream.always(request -> {
                        if (request.hasCreateRequest()) {
                            long id = newest(stream);
                            stream.created(id, 600);
                            for (long at = request.getCreateRequest().getStartRevision(); at <= 600; at += together) {
                                stream.events(id, puts(at, Math.min(600, at + together - 1)));
                            }
                        }
                    }));
            try (WatchProbe small =
                    probe(etcd, WatchRequest.of("small").fromRevision(1).withBuffer(1))) {
                assertThat(small.events(600))
                        .extracting(WatchEvent::revision)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 600).boxed().toList());
                // Parked within each message it would have asked 600 times, and etcd serves a past ten times a second.
                // What it says before the first change, and what comes last, may park it too.
                assertThat(WatchesAtServer.asked(server)).hasSizeLessThanOrEqualTo(600 / together + 2);
            }
        });
    }

    private static Event[] puts(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(i -> Messages.put("small", "v", i))
                .toArray(Event[]::new);
    }

    @Test
    default void anOpeningThatIsNotConfirmedEndsWithTheDeadline() throws Throwable {
        scripted((server, etcd) -> {
            // The first call of all may take longer than that by itself.
            server.unary(KVGrpc.getRangeMethod()).always(Answer.reply(Messages.range(5)));
            assertThat(etcd.kv().get("before")).isEmpty();
            EtcdClient impatient = etcd.client().withTimeout(Duration.ofMillis(400));
            Expect.within(Duration.ofMillis(300), Duration.ofMillis(2500), () -> {
                EtcdException failure = Expect.failure(() -> impatient.watches().open(WatchRequest.of("k")));
                assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
                assertThat(failure).hasMessageContaining("\"k\"");
            });
            WatchStream stream = server.watches().await();
            stream.expectCreate();
            // Were it created after all, nobody would want it any more.
            stream.created(0, 5);
            await().until(() -> WatchesAtServer.left(server) == 0);
        });
    }

    @Test
    default void closingTheClientLeavesNoStream() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(LeaseGrpc.getLeaseGrantMethod()).always(Answer.reply(Messages.granted(7, 30)));
            server.renewals().always(stream -> stream.renewAll(30));
            open(etcd, WatchRequest.of("k1"));
            open(etcd, WatchRequest.of("k2").withoutLeader());
            etcd.leases().keep(Duration.ofSeconds(30));
            etcd.leases().keepAliveOnce(7);
            Observation observation = etcd.elections().observe("election", leader -> {});
            server.streams(ElectionGrpc.getObserveMethod()).await();
            await().until(() -> WatchesAtServer.asked(server).size() == 2);
            etcd.close();
            server.watches().awaitNoneOpen();
            server.renewals().awaitNoneOpen();
            server.streams(ElectionGrpc.getObserveMethod()).awaitNoneOpen();
            assertThat(observation.ended()).isCompletedExceptionally();
        });
    }

    /** The id of the watch that was asked for last, if they are numbered from 0 on as they come. */
    private static long newest(WatchStream stream) {
        return stream.received().stream()
                        .filter(sent -> sent.hasCreateRequest())
                        .count()
                - 1;
    }
}
