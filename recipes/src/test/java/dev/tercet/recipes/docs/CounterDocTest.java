package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.counter.Counter;
import dev.tercet.recipes.counter.Sequence;
import dev.tercet.testkit.junit.EtcdTest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@EtcdTest
class CounterDocTest {
    @Test
    void counting(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        Counter visits = recipes.counter("visits");
        long now = visits.increment();
        visits.add(41);
        boolean reset = visits.compareAndSet(now + 41, 0);
        assertThat(reset).isTrue();
        assertThat(visits.get()).isZero();
    }

    @Test
    void numbers(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        Sequence invoices = recipes.sequence("invoices");
        Sequence events = recipes.sequence("events", 1000);
        long invoice = invoices.next();
        CompletableFuture<Long> event = events.nextAsync();
        assertThat(invoice).isEqualTo(1);
        assertThat(event.join()).isEqualTo(1);
        assertThat(events.blockSize()).isEqualTo(1000);
    }
}
