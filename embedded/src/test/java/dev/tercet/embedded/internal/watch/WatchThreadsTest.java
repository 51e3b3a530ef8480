package dev.tercet.embedded.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.time.Loop;
import dev.tercet.embedded.internal.time.SystemTime;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.mvccpb.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writers, new watches and clients that stop and go, all at once on threads of their own. */
class WatchThreadsTest {
    private static final int WRITERS = 3;
    private static final int WRITES = 5000;
    private static final long LAST = 1 + WRITERS * WRITES;

    private final Loop loop = new Loop("watches");
    private final SystemTime time = new SystemTime(loop);
    private final Apply apply = new Apply();
    private final Store store = new Store(apply);
    private final Watching watching = new Watching(
            apply,
            store,
            new Headers(
                    new Identity(1, 2, 3, "here", "3.7.3"),
                    new RaftTerm(new Identity(1, 2, 3, "here", "3.7.3")),
                    store::revision),
            new Guard(apply, time, Limits.DEFAULT),
            time,
            loop,
            Limits.DEFAULT);

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void eachWatchHearsEveryRevisionFromItsStart() {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int j = 0; j < WRITES; j++) {
                    apply.step(() -> store.write(
                            writing -> writing.put(Rig.bytes("a" + store.revision() % 7), Rig.bytes("v"), 0)));
                }
            }));
        }
        List<Stuttering> outlets = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long start = i % 2 == 0 ? 2 : 1 + i * 100L;
            Stuttering outlet = new Stuttering(start, i % 3 == 0 ? Integer.MAX_VALUE : i);
            outlet.inlet = watching.open(Rig.ANYBODY, outlet);
            outlet.inlet.message(WatchRequest.newBuilder()
                    .setCreateRequest(Client.watch("a*").setStartRevision(start))
                    .build());
            outlets.add(outlet);
        }
        threads.forEach(CompletableFuture::join);
        for (Stuttering outlet : outlets) {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        outlet.goOn();
                        return outlet.last == LAST;
                    });
        }
        // On the loop, where they were heard.
        CompletableFuture.runAsync(
                        () -> outlets.forEach(outlet -> assertThat(outlet.revisions)
                                .isEqualTo(LongStream.rangeClosed(outlet.start, LAST)
                                        .boxed()
                                        .toList())),
                        loop)
                .join();
    }

    /** Takes some messages, and then none until it is told to go on. */
    private static final class Stuttering implements Outlet<WatchMessage> {
        final List<Long> revisions = new ArrayList<>();
        final long start;
        final int atOnce;
        final AtomicInteger room;
        volatile long last;

        @Nullable
        Inlet<WatchRequest> inlet;

        Stuttering(long start, int atOnce) {
            this.start = start;
            this.atOnce = atOnce;
            room = new AtomicInteger(atOnce);
        }

        void goOn() {
            room.set(atOnce);
            if (inlet != null) {
                inlet.ready();
            }
        }

        @Override
        public boolean isReady() {
            return room.get() > 0;
        }

        @Override
        public void message(WatchMessage message) {
            room.decrementAndGet();
            for (Event event : message.events().events()) {
                revisions.add(event.getKv().getModRevision());
                last = event.getKv().getModRevision();
            }
        }

        @Override
        public void end(@Nullable EtcdError error) {
            throw new AssertionError(error);
        }

        @Override
        public void lose() {
            throw new AssertionError();
        }
    }
}
