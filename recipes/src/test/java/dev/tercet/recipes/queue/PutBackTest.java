package dev.tercet.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.Recipes;
import dev.tercet.testkit.junit.EtcdTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a cancelled take had is put back, though no server answers for longer than a call may take. */
@EtcdTest
class PutBackTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration LONGER = Duration.ofMillis(1500);

    private final Fault noPutBack = Fault.unavailable().on("Txn").onKeys("q/item/-");

    // Takes "b", and is cancelled before it knows that it did: it is told when what is returned is closed.
    private static LiveFault takeAndCancel(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd.withTimeout(TIMEOUT)).fifoQueue("q");
        queue.putAll(List.of(Bytes.of("a"), Bytes.of("b")));
        assertThat(queue.take().utf8()).isEqualTo("a");
        LiveFault late = faults.add(Fault.silent().on("LeaseGrant").times(1));
        faults.add(Fault.replyLost().on("Txn").onKeys("q/taken").times(1));
        CompletableFuture<Bytes> taken = queue.takeAsync();
        await().pollInterval(Duration.ofMillis(5)).until(() -> late.struck() == 1);
        assertThat(taken.cancel(true)).isTrue();
        return late;
    }

    private static void longerThanACallMayTake(FifoQueue queue, long size) {
        await().during(LONGER).until(() -> queue.size() == size);
    }

    @Test
    void itIsThereWhenServersAreBack(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        LiveFault late = takeAndCancel(etcd, faults);
        LiveFault down = faults.add(noPutBack);
        late.close();
        longerThanACallMayTake(queue, 0);
        assertThat(down.struck()).isGreaterThan(1);
        down.close();
        assertThat(queue.poll(Duration.ofSeconds(10))).contains(Bytes.of("b"));
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void itIsThereOnceThoughNobodySaysForLongThatItIs(EtcdClient etcd, Faults faults) {
        FifoQueue others = Recipes.of(etcd).fifoQueue("q");
        LiveFault late = takeAndCancel(etcd, faults);
        faults.add(Fault.replyLost().on("Txn").onKeys("q/item/-").times(1));
        LiveFault unsettled = faults.add(Fault.unavailable().on("LeaseGrant"));
        late.close();
        await().until(() -> others.size() == 1);
        longerThanACallMayTake(others, 1);
        assertThat(others.take().utf8()).isEqualTo("b");
        unsettled.close();
        // One for the take, one for what was put back.
        await().until(() ->
                etcd.kv().get(Get.of(KeyRange.prefix("q/fence/")).countOnly()).count() == 2);
        await().during(Duration.ofMillis(300)).until(() -> others.size() == 0);
    }

    @Test
    void itIsThereOnceThoughTheRequestWasLostAndNobodySaysSoForLong(EtcdClient etcd, Faults faults) {
        FifoQueue queue = Recipes.of(etcd).fifoQueue("q");
        LiveFault late = takeAndCancel(etcd, faults);
        faults.add(Fault.requestLost().on("Txn").onKeys("q/item/-").times(1));
        LiveFault unsettled = faults.add(Fault.unavailable().on("LeaseGrant"));
        late.close();
        await().until(() -> unsettled.struck() > 0);
        longerThanACallMayTake(queue, 0);
        unsettled.close();
        assertThat(queue.poll(Duration.ofSeconds(10))).contains(Bytes.of("b"));
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void closingTheClientEndsItAndSaysHowManyAreLost(EmbeddedEtcd server, Faults faults) {
        // Before it sends them it reads: while it does, nothing can be on its way.
        assertThat(loggedWhenClosedDuring(Fault.unavailable().on("Range").onKeys("q/taken"), server, faults))
                .contains("could not put 1 items back into queue \"q\": they are lost");
    }

    @Test
    void closingTheClientWhileTheyAreOnTheirWaySaysThatNobodyKnows(EmbeddedEtcd server, Faults faults) {
        assertThat(loggedWhenClosedDuring(Fault.silent().on("Txn").onKeys("q/item/-"), server, faults))
                .contains("could not put 1 items back into queue \"q\": whether they are there is not known");
    }

    private static String loggedWhenClosedDuring(Fault fault, EmbeddedEtcd server, Faults faults) {
        PrintStream before = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        EtcdClient own = server.clientBuilder().build();
        try (own) {
            LiveFault late = takeAndCancel(own, faults);
            LiveFault down = faults.add(fault);
            late.close();
            await().until(() -> down.struck() > 0);
            System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
            own.close();
            await().until(() -> logged.toString(StandardCharsets.UTF_8).contains("could not put"));
            return logged.toString(StandardCharsets.UTF_8);
        } finally {
            System.setErr(before);
        }
    }
}
