package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.WatchStream;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Watches of one client share a stream, and nothing else: what happens to one is not felt by the others.
 *
 * @since 0.1
 */
public interface WatchShareContract extends ScriptedContract {
    private void slowEvents(WatchStream stream, long id, long from, long to) {
        for (long i = from; i <= to; i++) {
            stream.events(id, Messages.put("slow", "v".repeat(1024), i));
        }
    }

    @Test
    default void oneThatIsParkedHoldsUpNoOther() throws Throwable {
        requires(Capability.SHARED_WATCHES);
        WatchRequest small = WatchRequest.of("slow").fromRevision(2).withBuffer(64 << 10);
        scripted((server, etcd) -> {
            try (WatchProbe slow = probe(etcd, small);
                    WatchProbe quick = probe(etcd, WatchRequest.of("quick"))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.expectCreate();
                stream.created(0, 200).created(1, 200);
                slowEvents(stream, 0, 2, 100);
                assertThat(stream.expectCancel()).isZero();

                stream.events(1, Messages.put("quick", "before", 201));
                assertThat(quick.event().revision()).isEqualTo(201);
                stream.cancel(0, "");
                stream.events(1, Messages.put("quick", "after", 202));
                assertThat(quick.event().revision()).isEqualTo(202);

                // More than half of what it holds, so that it is asked for the rest.
                assertThat(slow.events(40))
                        .extracting(WatchEvent::revision)
                        .containsExactlyElementsOf(revisions(2, 41));
                long rest = stream.expectCreate().getStartRevision();
                assertThat(rest).isBetween(43L, 100L);
                // All that it holds, so that it has room for the rest.
                assertThat(slow.events((int) (rest - 42)))
                        .extracting(WatchEvent::revision)
                        .containsExactlyElementsOf(revisions(42, rest - 1));
                stream.created(2, 202);
                slowEvents(stream, 2, rest, 100);
                assertThat(slow.events((int) (101 - rest)))
                        .extracting(WatchEvent::revision)
                        .containsExactlyElementsOf(revisions(rest, 100));
                stream.events(1, Messages.put("quick", "still", 203));
                assertThat(quick.event().revision()).isEqualTo(203);
                assertThat(slow.interruptions() + quick.interruptions()).isZero();
                assertThat(server.watches().all()).hasSize(1);
            }
        });
    }

    private List<Long> revisions(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    default void oneThatTheServerEndsTakesNoOtherAlong() throws Throwable {
        requires(Capability.SHARED_WATCHES);
        scripted((server, etcd) -> {
            try (WatchProbe old = probe(etcd, WatchRequest.of("old").fromRevision(2));
                    WatchProbe other = probe(etcd, WatchRequest.of("other").fromRevision(60))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.expectCreate();
                stream.created(0, 90).created(1, 90).compacted(0, 50);
                assertThat(old.ended().cause()).isPresent();
                stream.events(1, Messages.put("other", "v", 61));
                assertThat(other.event().revision()).isEqualTo(61);
                assertThat(other.interruptions()).isZero();
                assertThat(server.watches().all()).hasSize(1);
            }
        });
    }

    @Test
    default void anAnswerAboutProgressIsForWhoAsked() throws Throwable {
        requires(Capability.SHARED_WATCHES);
        scripted((server, etcd) -> {
            try (WatchProbe asker = probe(etcd, WatchRequest.of("k").fromRevision(5));
                    WatchProbe other = probe(etcd, WatchRequest.of("k2").fromRevision(5))) {
                WatchStream stream = server.watches().await();
                stream.expectCreate();
                stream.expectCreate();
                stream.created(0, 9).created(1, 9);
                Within.seconds(10, other.watch().started());
                asker.watch().requestProgress();
                assertThat(stream.await().hasProgressRequest()).isTrue();
                stream.progressForAll(20);
                assertThat(asker.await(WatchSignal.Progress.class).revision()).isEqualTo(20);
                stream.failUnavailable();
                WatchStream second = server.watches().await();
                assertThat(List.of(second.expectCreate(), second.expectCreate()))
                        .extracting(WatchCreateRequest::getStartRevision)
                        .containsOnly(5L);
                assertThat(other.next()).isInstanceOf(WatchSignal.Started.class);
                assertThat(other.next()).isInstanceOf(WatchSignal.Interrupted.class);
            }
        });
    }
}
