package dev.tercet.recipes.stm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.recipes.Recipes;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@EtcdTest
class UpdateTest {
    @Test
    void itAnswersTheKeyAsItIs(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        assertThat(recipes.update("k", now -> Optional.of(Bytes.of("1"))))
                .isEqualTo(etcd.kv().get("k"));
        assertThat(recipes.update("k", now -> now.map(v -> v.plus(Bytes.of("2")))))
                .isEqualTo(etcd.kv().get("k"))
                .get()
                .extracting(KeyValue::valueText)
                .isEqualTo("12");
        assertThat(recipes.update("k", now -> now))
                .get()
                .extracting(KeyValue::version)
                .isEqualTo(2L);
        assertThat(recipes.update("k", now -> Optional.empty())).isEmpty();
        assertThat(etcd.kv().get("k")).isEmpty();
        assertThat(recipes.update("k", now -> Optional.empty())).isEmpty();
    }

    @Test
    void theKeyStaysOnItsLease(EtcdClient etcd) {
        long lease = etcd.leases().grant(Duration.ofSeconds(60)).id();
        etcd.kv().put(Put.of("k", "1").withLease(lease));
        Recipes.of(etcd).update("k", now -> Optional.of(Bytes.of("2")));
        assertThat(etcd.kv().get("k").map(KeyValue::lease)).contains(lease);
    }

    @Test
    void whoWasOvertakenBeginsAnew(EtcdClient etcd) {
        AtomicBoolean overtaken = new AtomicBoolean();
        assertThat(Recipes.of(etcd).update("k", now -> {
                    if (overtaken.compareAndSet(false, true)) {
                        etcd.kv().put("k", "other");
                    }
                    return Optional.of(now.orElse(Bytes.EMPTY).plus(Bytes.of("!")));
                }))
                .get()
                .extracting(KeyValue::valueText)
                .isEqualTo("other!");
    }

    @Test
    void aLostRequestIsMadeAgainAndALostReplyIsUnknown(EtcdClient etcd, Faults faults) {
        Recipes recipes = Recipes.of(etcd);
        faults.add(Fault.requestLost().on("Txn").times(1));
        assertThat(recipes.update("k", now -> Optional.of(Bytes.of("1")))).isPresent();
        faults.add(Fault.replyLost().on("Txn").times(1));
        assertThatThrownBy(() -> recipes.update("k", now -> Optional.of(Bytes.of("2"))))
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(etcd.kv().get("k").map(KeyValue::version)).contains(2L);
    }

    @Test
    void whatTheFunctionThrowsComesOut(EtcdClient etcd) {
        assertThatThrownBy(() -> Recipes.of(etcd).update("k", now -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> Recipes.of(etcd).update("", now -> now)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneCreates(EtcdClient etcd, Faults faults) {
        Recipes recipes = Recipes.of(etcd);
        faults.add(Fault.requestLost().on("Txn").times(1));
        assertThat(recipes.createIfAbsent("k", "mine")).isEmpty();
        assertThat(recipes.createIfAbsent("k", "theirs"))
                .get()
                .extracting(KeyValue::valueText)
                .isEqualTo("mine");
    }
}
