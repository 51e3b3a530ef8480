package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.stm.Stm;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@EtcdTest
class StmDocTest {
    @Test
    void transfer(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        etcd.kv().put("accounts/ann", "30");
        recipes.stm().run(tx -> {
            long ann = Long.parseLong(tx.getString("accounts/ann").orElse("0"));
            long bob = Long.parseLong(tx.getString("accounts/bob").orElse("0"));
            if (ann < 10) {
                throw new IllegalStateException("ann has only " + ann);
            }
            tx.put("accounts/ann", Long.toString(ann - 10));
            tx.put("accounts/bob", Long.toString(bob + 10));
            return ann - 10;
        });
        assertThat(etcd.kv().getString("accounts/ann")).contains("20");
        assertThat(etcd.kv().getString("accounts/bob")).contains("10");
    }

    @Test
    void stages(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        Bytes from = Bytes.of("from");
        Bytes to = Bytes.of("to");
        etcd.kv().put("from", "x");
        CompletableFuture<Boolean> moved = recipes.stm()
                .runStages(tx -> tx.getAllAsync(List.of(from, to)).thenApply(found -> {
                    if (!found.containsKey(from) || found.containsKey(to)) {
                        return false;
                    }
                    tx.put(to, found.get(from));
                    tx.delete(from);
                    return true;
                }));
        assertThat(moved.join()).isTrue();
        assertThat(etcd.kv().getString("to")).contains("x");
    }

    @Test
    void oneKey(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        Optional<KeyValue> list = recipes.update(
                "guests", now -> Optional.of(now.orElse(Bytes.EMPTY).plus(Bytes.of("ann\n"))));
        Optional<KeyValue> before = recipes.createIfAbsent("leader-of-all", "ann");
        assertThat(list.orElseThrow().valueText()).isEqualTo("ann\n");
        assertThat(before).isEmpty();
    }

    @Test
    void settings(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        Stm stm = recipes.stm()
                .withMaxAttempts(20)
                .withTimeout(Duration.ofSeconds(3))
                .withMarkAt("accounts-mark");
        assertThat(stm.<Integer>run(tx -> tx.attempt())).isEqualTo(1);
    }
}
