package dev.tercet.recipes.internal.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.internal.flow.Await;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EtcdTest
class ContenderTest {
    private static final Bytes QUEUE = Bytes.of("queue/");

    private EtcdClient etcd;
    private Contender ann;
    private Contender bob;

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        ann = contender();
        bob = contender();
    }

    @AfterEach
    void close() {
        ann.ground().orphan();
        bob.ground().orphan();
    }

    private Contender contender() {
        return new Contender(Await.on("open", Ground.open(etcd, Duration.ofSeconds(60))));
    }

    private static Place place(Contender whose) {
        return place(whose, 1);
    }

    private static Place place(Contender whose, int room) {
        Bytes key = Place.key(QUEUE, whose.ground().id());
        return new Place("place", key, Bytes.of("v"), new Rule(KeyRange.prefix(QUEUE), room));
    }

    private static CompletableFuture<Turn> enter(Contender whose) {
        return whose.enter(place(whose), Deadline.never(whose.ground().timer()));
    }

    private static Turn turn(CompletableFuture<Turn> entered) {
        return Await.on("enter", entered.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS));
    }

    private long keys() {
        return etcd.kv().get(Get.prefix(QUEUE).countOnly()).count();
    }

    private void waiting(long keys) {
        await().until(() -> keys() == keys);
    }

    @Test
    void oneAfterTheOther() {
        Turn first = turn(enter(ann));
        CompletableFuture<Turn> second = enter(bob);
        waiting(2);
        assertThat(second).isNotDone();
        assertThat(first.leave().join()).isTrue();
        Turn next = turn(second);
        assertThat(next.createRevision()).isGreaterThan(first.createRevision());
        assertThat(first.leave().join()).isFalse();
        assertThat(next.leave().join()).isTrue();
        assertThat(keys()).isZero();
    }

    @Test
    void theSameGroundSharesIt() {
        CompletableFuture<Turn> one = enter(ann);
        CompletableFuture<Turn> two = enter(ann);
        Turn first = turn(one);
        Turn second = turn(two);
        assertThat(second.createRevision()).isEqualTo(first.createRevision());
        assertThat(first.leave().join()).isTrue();
        assertThat(keys()).isEqualTo(1);
        assertThat(second.leave().join()).isTrue();
        assertThat(keys()).isZero();
    }

    @Test
    void tryingLeavesNothing() {
        Turn first = turn(enter(ann));
        assertThat(bob.tryEnter(place(bob)).join()).isEmpty();
        assertThat(keys()).isEqualTo(1);
        first.leave().join();
        Turn second = bob.tryEnter(place(bob)).join().orElseThrow();
        assertThat(bob.tryEnter(place(bob)).join()).isPresent();
        assertThat(second.isOurs()).isTrue();
    }

    @Test
    void aTryBesideAWait() {
        Turn first = turn(enter(ann));
        CompletableFuture<Turn> wait = enter(bob);
        assertThat(bob.tryEnter(place(bob)).join()).isEmpty();
        first.leave().join();
        turn(wait);
    }

    @Test
    void roomForTwo() {
        Contender cid = contender();
        turn(ann.enter(place(ann, 2), Deadline.never(ann.ground().timer())));
        Turn second = turn(bob.enter(place(bob, 2), Deadline.never(ann.ground().timer())));
        assertThat(cid.tryEnter(place(cid, 2)).join()).isEmpty();
        waiting(2);
        CompletableFuture<Turn> third =
                cid.enter(place(cid, 2), Deadline.never(ann.ground().timer()));
        waiting(3);
        second.leave().join();
        turn(third);
        cid.ground().orphan();
    }

    @Test
    void theDeadlineNamesWhoIsInFront() {
        turn(enter(ann));
        Deadline soon = Deadline.after(bob.ground().timer(), Duration.ofMillis(200));
        assertThatThrownBy(() -> Await.on("enter", bob.enter(place(bob), soon)))
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessageContaining(place(ann).key().toString());
        waiting(1);
        assertThat(bob.tryEnter(place(bob), Deadline.after(bob.ground().timer(), Duration.ofMillis(200)))
                        .join())
                .isEmpty();
        waiting(1);
    }

    @Test
    void cancellingOneWaitDoesNotHarmTheOther() {
        Turn first = turn(enter(ann));
        CompletableFuture<Turn> one = enter(bob);
        CompletableFuture<Turn> two = enter(bob);
        waiting(2);
        one.cancel(true);
        first.leave().join();
        turn(two).leave().join();
        assertThat(keys()).isZero();
    }

    @Test
    void aCancelledWaitLeavesNothing(EmbeddedEtcd server) {
        turn(enter(ann));
        CompletableFuture<Turn> wait = enter(bob);
        waiting(2);
        wait.cancel(true);
        waiting(1);
        await().until(() -> server.usage().watches() == 0);
    }

    @Test
    void whoEntersWhileTheOldOneLeavesWaitsForThat(Faults faults) {
        turn(enter(ann));
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Turn> wait = enter(bob);
            wait.cancel(true);
        }
        CompletableFuture<Turn> last = enter(bob);
        waiting(2);
        assertThat(last).isNotDone();
        last.cancel(true);
        waiting(1);
    }

    @Test
    void aLostReplyIsNoMatter(Faults faults) {
        faults.add(Fault.replyLost().on("Txn").times(1));
        Turn first = turn(enter(ann));
        assertThat(keys()).isEqualTo(1);
        faults.add(Fault.replyLost().on("Txn").times(1));
        assertThatThrownBy(() -> Await.on("leave", first.leave())).isInstanceOf(dev.tercet.error.EtcdException.class);
        waiting(0);
    }

    @Test
    void aKeyThatIsDeletedWhileWaiting() {
        turn(enter(ann));
        CompletableFuture<Turn> wait = enter(bob);
        waiting(2);
        etcd.kv().delete(place(bob).key());
        assertThatThrownBy(() -> turn(wait)).isInstanceOf(PlaceRemovedException.class);
    }

    @Test
    void aKeyThatIsDeletedWhileOurs() {
        Turn ours = turn(enter(ann));
        CompletableFuture<?> lost = ours.lost();
        etcd.kv().delete(place(ann).key());
        assertThat(lost.join()).isInstanceOf(PlaceRemovedException.class);
        assertThat(ours.isOurs()).isFalse();
        assertThat(ours.leave().join()).isFalse();
        turn(enter(ann));
    }

    @Test
    void theLeaseIsRevoked() {
        Turn ours = turn(enter(ann));
        CompletableFuture<Turn> wait = enter(bob);
        waiting(2);
        etcd.leases().revoke(bob.ground().id());
        assertThatThrownBy(() -> turn(wait)).isInstanceOfAny(PlaceRemovedException.class, SessionLostException.class);
        ours.ground().revoke();
        assertThatThrownBy(() -> Await.on("lost", ours.lost())).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void anOrphanedGroundTakesItsWaitAwayAndLeavesWhatItHolds() {
        turn(enter(ann));
        CompletableFuture<Turn> wait = enter(bob);
        waiting(2);
        bob.ground().orphan();
        ann.ground().orphan();
        assertThatThrownBy(() -> turn(wait)).isInstanceOf(ClientClosedException.class);
        waiting(1);
        assertThatThrownBy(() -> turn(enter(bob))).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void compactionAndBrokenConnectionsUnderAWait(Faults faults) {
        Turn first = turn(enter(ann));
        CompletableFuture<Turn> wait = enter(bob);
        waiting(2);
        faults.holdWatches();
        first.leave().join();
        etcd.kv().put("other", "1");
        faults.compactUnderWatches();
        faults.releaseWatches();
        faults.breakConnections();
        turn(wait);
    }
}
