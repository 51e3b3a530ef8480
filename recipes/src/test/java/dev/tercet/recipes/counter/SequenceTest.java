package dev.tercet.recipes.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.CounterOverflowException;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@EtcdTest
class SequenceTest {
    @Test
    void aBlockIsOneRoundTrip(EtcdClient etcd, Faults faults) {
        LiveFault changes = faults.add(Fault.slow(Duration.ZERO).on("Txn"));
        Sequence sequence = Recipes.of(etcd).sequence("events", 10);
        for (int i = 1; i <= 25; i++) {
            assertThat(sequence.next()).isEqualTo(i);
        }
        assertThat(changes.struck()).isEqualTo(3);
        assertThat(etcd.kv().getString("events/count")).contains("30");
    }

    @Test
    void thoseWhoWaitShareAReservation(EtcdClient etcd, Faults faults) {
        LiveFault changes = faults.add(Fault.slow(Duration.ZERO).on("Txn"));
        Sequence sequence = Recipes.of(etcd).sequence("events");
        List<CompletableFuture<Long>> numbers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            numbers.add(sequence.nextAsync());
        }
        assertThat(numbers.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
        assertThat(changes.struck()).isLessThan(20);
    }

    @Test
    void aLostReplyRepeatsNoNumber(EtcdClient etcd, Faults faults) {
        Sequence sequence = Recipes.of(etcd).sequence("events");
        long before = sequence.next();
        faults.add(Fault.replyLost().on("Txn").times(1));
        assertThat(sequence.next()).isGreaterThan(before);
        assertThat(Recipes.of(etcd).sequence("events").next()).isGreaterThan(before + 1);
    }

    @Test
    void whoGivesUpTakesNobodyElsesNumber(EtcdClient etcd, Faults faults) {
        Sequence sequence = Recipes.of(etcd).sequence("events");
        LiveFault held = faults.add(Fault.unavailable().on("Range"));
        CompletableFuture<Long> givenUp = sequence.nextAsync();
        givenUp.cancel(true);
        CompletableFuture<Long> stays = sequence.nextAsync();
        held.close();
        assertThat(stays.join()).isPositive();
        assertThat(sequence.next()).isGreaterThan(stays.join());
    }

    @Test
    void badBlocksAndTheEndOfNumbers(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        assertThatThrownBy(() -> recipes.sequence("events", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blockSize");
        recipes.counter("events").set(Long.MAX_VALUE - 1);
        Sequence sequence = recipes.sequence("events");
        assertThat(sequence.next()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(sequence::next).isInstanceOf(CounterOverflowException.class);
    }
}
