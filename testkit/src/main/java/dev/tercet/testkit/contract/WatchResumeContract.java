package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.KeyRange;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.WatchStream;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to the stream, a watch goes on with the event after the last one that it delivered.
 *
 * @since 0.1
 */
public interface WatchResumeContract extends ScriptedContract {
    /** The revision that the next stream's first watch asks for. */
    private long resumedFrom(ScriptedServer server) {
        return server.watches().await().expectCreate().getStartRevision();
    }

    /** The next stream, whose first watch has to ask for {@code revision} and is told that it has it. */
    private WatchStream resumed(ScriptedServer server, long revision) {
        WatchStream stream = server.watches().await();
        assertThat(stream.expectCreate().getStartRevision()).isEqualTo(revision);
        return stream.created(0, 1000);
    }

    @Test
    default void theCallersStartCountsUntilSomethingWasDelivered() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                assertThat(stream.expectCreate().getStartRevision()).isEqualTo(5);
                stream.created(0, 100).failUnavailable();
                WatchStream second = resumed(server, 5);
                second.events(0, 1000, List.of(Messages.put("k", "v", 7)));
                assertThat(watch.event().revision()).isEqualTo(7);
                second.failUnavailable();
                resumed(server, 8).failUnavailable();
                assertThat(resumedFrom(server)).isEqualTo(8);
            }
        });
    }

    @Test
    default void aWatchFromNowOnResumesBehindItsCreation() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k"))) {
                WatchStream stream = server.watches().await();
                assertThat(stream.expectCreate().getStartRevision()).isZero();
                stream.created(0, 100);
                assertThat(watch.next(WatchSignal.Started.class).revision()).isEqualTo(101);
                stream.failUnavailable();
                WatchStream second = resumed(server, 101);
                assertThat(watch.next()).isInstanceOf(WatchSignal.Interrupted.class);
                assertThat(watch.next(WatchSignal.Resumed.class).revision()).isEqualTo(101);
                second.events(0, Messages.put("k", "v", 101));
                assertThat(watch.event().revision()).isEqualTo(101);
            }
        });
    }

    @Test
    default void aStreamThatFailsBeforeTheCreationAsksTheSameAgain() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k"))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.failUnavailable();
                assertThat(resumedFrom(server)).isZero();
                assertThat(watch.watch().isOpen()).isTrue();
            }
        });
    }

    @Test
    default void aMarkMovesTheResumption() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch =
                    probe(etcd, WatchRequest.of("k").fromRevision(5).withProgress())) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 50).progress(0, 60);
                assertThat(watch.await(WatchSignal.Progress.class).revision()).isEqualTo(60);
                stream.failUnavailable();
                assertThat(resumedFrom(server)).isEqualTo(61);
            }
        });
    }

    @Test
    default void aMarkThatWasAskedForIsToldAndMovesNothing() throws Throwable {
        requires(Capability.SHARED_WATCHES);
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 50);
                watch.watch().requestProgress();
                assertThat(stream.await().hasProgressRequest()).isTrue();
                // As older servers do, ahead of an event that it covers.
                stream.progressForAll(60).events(0, Messages.put("k", "1", 55));
                assertThat(watch.await(WatchSignal.Progress.class).revision()).isEqualTo(60);
                assertThat(watch.event().revision()).isEqualTo(55);
                stream.progressForAll(70);
                assertThat(watch.next(WatchSignal.Progress.class).revision()).isEqualTo(70);
                stream.failUnavailable();
                assertThat(resumedFrom(server)).isEqualTo(56);
            }
        });
    }

    @Test
    default void aMarkThatWasAskedForIsAskedForAgainWhereItsAnswerWasLost() throws Throwable {
        requires(Capability.SHARED_WATCHES);
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 50);
                watch.watch().requestProgress();
                assertThat(stream.await().hasProgressRequest()).isTrue();
                stream.failUnavailable();
                WatchStream second = resumed(server, 5);
                assertThat(second.await().hasProgressRequest()).isTrue();
                second.progressForAll(1001);
                assertThat(watch.await(WatchSignal.Progress.class).revision()).isEqualTo(1001);
            }
        });
    }

    @Test
    default void theHeaderOfHistoryIsNoMark() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 100).events(0, 100, List.of(Messages.put("k", "1", 5), Messages.put("k", "2", 9)));
                assertThat(watch.events(2)).extracting(WatchEvent::revision).containsExactly(5L, 9L);
                stream.failUnavailable();
                assertThat(resumedFrom(server)).isEqualTo(10);
            }
        });
    }

    @Test
    default void everyKindOfEndIsResumed() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 5).events(0, Messages.put("k", "v", 5));
                assertThat(watch.event().revision()).isEqualTo(5);
                stream.end();

                stream = resumed(server, 6);
                stream.events(0, Messages.put("k", "v", 6));
                assertThat(watch.event().revision()).isEqualTo(6);
                stream.failWithoutDescription();

                stream = resumed(server, 7);
                stream.events(0, Messages.put("k", "v", 7));
                assertThat(watch.event().revision()).isEqualTo(7);
                stream.fail(Messages.unavailable("etcdserver: no leader"));

                stream = resumed(server, 8);
                stream.events(0, Messages.put("k", "v", 8));
                assertThat(watch.event().revision()).isEqualTo(8);
                stream.fail(Status.CANCELLED.withDescription("etcdserver: watch canceled"));

                stream = resumed(server, 9);
                stream.events(0, Messages.put("k", "v", 9));
                assertThat(watch.event().revision()).isEqualTo(9);
                server.stop();
                server.restart();

                stream = resumed(server, 10);
                stream.events(0, Messages.put("k", "v", 10));
                assertThat(watch.event().revision()).isEqualTo(10);

                long revision = 10;
                for (Status.Code code : List.of(Status.Code.INTERNAL, Status.Code.UNKNOWN)) {
                    for (Status status :
                            List.of(code.toStatus(), code.toStatus().withDescription("some trouble"))) {
                        stream.fail(status);
                        stream = resumed(server, ++revision);
                        stream.events(0, Messages.put("k", "v", revision));
                        assertThat(watch.event().revision()).as("%s", status).isEqualTo(revision);
                    }
                }
            }
        });
    }

    @Test
    default void aDamagedDatabaseIsTheEnd() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k"))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 5).fail(Status.DATA_LOSS.withDescription("etcdserver: corrupt cluster"));
                EtcdException cause = watch.ended().cause().orElseThrow();
                assertThat(cause.code()).isEqualTo(ErrorCode.CORRUPT);
                assertThat(cause).hasMessageContaining("corrupt cluster");
            }
        });
    }

    @Test
    default void aRangeThatJoinsDuringAnInterruptionIsWatchedAfterIt() throws Throwable {
        requires(Capability.SHARED_WATCHES);
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("a"))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 10);
                watch.started();
                server.stop();
                watch.next(WatchSignal.Interrupted.class);
                CompletableFuture<Long> added = watch.watch().add(KeyRange.of("b"), 7);
                assertThat(added).isNotDone();
                server.restart();

                WatchStream second = server.watches().await();
                Map<String, Long> starts = new HashMap<>();
                List<String> ids = new ArrayList<>();
                for (int id = 0; id < 2; id++) {
                    WatchCreateRequest create = second.expectCreate();
                    String key = create.getKey().toStringUtf8();
                    starts.put(key, create.getStartRevision());
                    ids.add(key);
                    second.created(id, 20);
                }
                assertThat(starts).isEqualTo(Map.of("a", 11L, "b", 7L));
                assertThat(Within.seconds(10, added)).isEqualTo(7);
                assertThat(watch.next(WatchSignal.Resumed.class).revision()).isIn(7L, 11L);
                second.events(ids.indexOf("b"), Messages.put("b", "v", 8))
                        .events(ids.indexOf("a"), Messages.put("a", "v", 12));
                assertThat(watch.events(2)).extracting(WatchEvent::revision).containsExactly(8L, 12L);
            }
        });
    }

    @Test
    default void aServerThatGoesAwayIsLeftInTime() throws Throwable {
        requires(Capability.HTTP2);
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 5).events(0, Messages.put("k", "v", 5));
                server.goAway();
                server.restart();
                // The old stream may go on to its end: no event of it is lost, none comes twice.
                stream.events(0, Messages.put("k", "v", 6));
                assertThat(watch.event().revision()).isEqualTo(5);
                assertThat(watch.event().revision()).isEqualTo(6);
                stream.failUnavailable();
                resumed(server, 7).events(0, Messages.put("k", "v", 7));
                assertThat(watch.event().revision()).isEqualTo(7);
            }
        });
    }

    @Test
    default void fragmentsAreJoined() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.prefix("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                WatchCreateRequest create = stream.expectCreate();
                assertThat(create.getFragment()).isTrue();
                stream.created(0, 9)
                        .fragment(0, 9, Messages.put("k1", "v", 7), Messages.put("k1", "v", 8))
                        .fragment(0, 9, Messages.put("k2", "v", 8))
                        .events(0, 9, List.of(Messages.put("k3", "v", 8), Messages.put("k1", "v", 9)));
                assertThat(watch.change().events()).hasSize(1);
                WatchSignal.Change joined = watch.change();
                assertThat(joined.revision()).isEqualTo(8);
                assertThat(joined.events())
                        .extracting(event -> event.key().utf8())
                        .containsExactly("k1", "k2", "k3");
                assertThat(watch.change().revision()).isEqualTo(9);
            }
        });
    }

    @Test
    default void aRevisionCutBetweenItsFragmentsIsAskedForWhole() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.prefix("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 9)
                        .events(0, Messages.put("k0", "v", 7))
                        .fragment(0, 9, Messages.put("k1", "v", 8))
                        .failUnavailable();
                assertThat(watch.event().revision()).isEqualTo(7);
                resumed(server, 8)
                        .fragment(0, 9, Messages.put("k1", "v", 8))
                        .events(0, 9, List.of(Messages.put("k2", "v", 8)));
                WatchSignal.Change change = watch.change();
                assertThat(change.revision()).isEqualTo(8);
                assertThat(change.events()).hasSize(2);
            }
        });
    }

    @Test
    default void twoMessagesOfOneRevisionAreNotLost() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.prefix("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 9)
                        .fragment(0, 8, Messages.put("k1", "v", 8))
                        .events(0, Messages.put("k2", "v", 8))
                        .events(0, Messages.put("k1", "v", 9));
                assertThat(watch.events(3)).extracting(WatchEvent::revision).containsExactly(8L, 8L, 9L);
            }
        });
    }

    @Test
    default void whatTheServerRepeatsIsDeliveredOnce() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 9).events(0, Messages.put("k", "1", 6));
                assertThat(watch.event().revision()).isEqualTo(6);
                stream.failUnavailable();
                WatchStream second = resumed(server, 7);
                second.events(0, 9, List.of(Messages.put("k", "1", 6), Messages.put("k", "2", 7)));
                assertThat(watch.event().revision()).isEqualTo(7);
            }
        });
    }

    @Test
    default void compactionWhileAwayIsATypedEnd() throws Throwable {
        scripted((server, etcd) -> {
            try (WatchProbe watch = probe(etcd, WatchRequest.of("k").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 9).events(0, Messages.put("k", "1", 6));
                assertThat(watch.event().revision()).isEqualTo(6);
                stream.failUnavailable();
                resumed(server, 7).compacted(0, 50);
                assertThat(watch.ended().cause().orElseThrow())
                        .isInstanceOfSatisfying(
                                CompactedException.class,
                                e -> assertThat(e.compactRevision()).isEqualTo(50));
                assertThat(watch.watch().isOpen()).isFalse();
            }
        });
    }

    @Test
    default void compactionWhileAwayIsAListWhenAskedFor() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod())
                    .always(Answer.reply(Messages.range(80, Messages.kv("k1", "v1", 60), Messages.kv("k2", "v2", 70))));
            try (WatchProbe watch =
                    probe(etcd, WatchRequest.prefix("k").fromRevision(5).resyncOnCompaction())) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.created(0, 90).compacted(0, 50);
                WatchSignal.Resync resync = watch.await(WatchSignal.Resync.class);
                assertThat(resync.revision()).isEqualTo(80);
                assertThat(resync.kvs()).hasSize(2);
                // Either a new watch of the same stream, or one of a new stream.
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> WatchesAtServer.asked(server).size() == 2);
                assertThat(WatchesAtServer.asked(server).get(1).getStartRevision())
                        .isEqualTo(81);
            }
        });
    }
}
