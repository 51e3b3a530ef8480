package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.error.ConflictException;
import dev.tercet.recipes.stm.Isolation;
import dev.tercet.recipes.stm.Stm;
import dev.tercet.recipes.stm.StmTransaction;
import dev.tercet.testkit.contract.ContractTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions at etcd's four levels: what each forbids, and what the weaker ones let happen. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record StmRecipeTest(ContractTarget target) implements RecipeContract {
    private Stm stm(Isolation level) {
        // Proxies are for the forms of run alone; the with methods answer a recipe that is dressed again.
        return form(Stm.class, recipes().stm()).withIsolation(level).withTimeout(Duration.ofSeconds(30));
    }

    private static Bytes key(String name, String which) {
        return Bytes.of(name + "/" + which);
    }

    private void put(Bytes key, String value) {
        etcd().kv().put(key, Bytes.of(value));
    }

    private Optional<String> value(Bytes key) {
        return etcd().kv().get(key).map(KeyValue::valueText);
    }

    @ParameterizedTest
    @EnumSource
    void writesAreSeenByTheBodyAtOnceAndByOthersTogether(Isolation level) {
        String name = fresh();
        put(key(name, "a"), "1");
        long lease = etcd().leases().grant(Duration.ofSeconds(60)).id();
        StmTransaction done = stm(level).run(tx -> {
            tx.put(key(name, "a"), Bytes.of("2"));
            tx.put(key(name, "b"), Bytes.of("3"), lease);
            tx.delete(key(name, "c"));
            assertThat(tx.get(key(name, "a"))).contains(Bytes.of("2"));
            assertThat(tx.getAll(List.of(key(name, "a"), key(name, "c"), key(name, "d"))))
                    .containsOnlyKeys(key(name, "a"));
            assertThat(tx.revision(key(name, "b"))).isZero();
            return tx;
        });
        List<KeyValue> kvs = etcd().kv().get(Get.prefix(name + "/")).kvs();
        assertThat(kvs).extracting(KeyValue::valueText).containsExactly("2", "3");
        assertThat(kvs).extracting(KeyValue::modRevision).containsOnly(done.commitRevision());
        assertThat(kvs).extracting(KeyValue::lease).containsExactly(0L, lease);
    }

    @Test
    void moneyIsNeitherMadeNorLost() {
        String name = fresh();
        for (int i = 0; i < 5; i++) {
            put(key(name, "" + i), "100");
        }
        Stm stm = recipes().stm().withTimeout(Duration.ofSeconds(30));
        List<CompletableFuture<?>> transfers = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            Bytes from = key(name, "" + random.nextInt(5));
            Bytes to = key(name, "" + random.nextInt(5));
            int amount = random.nextInt(150);
            transfers.add(
                    i % 2 == 0
                            ? stm.runAsync(tx -> transfer(tx, from, to, amount))
                            : stm.runStages(tx -> tx.getAsync(from)
                                    .thenCompose(a -> tx.getAsync(to).thenApply(b -> transfer(tx, from, to, amount)))));
            if (i % 5 == 0) {
                transfers.add(stm.runAsync(tx -> assertThat(sum(tx, name)).isEqualTo(500)));
            }
        }
        transfers.forEach(CompletableFuture::join);
        assertThat(stm(Isolation.SERIALIZABLE_SNAPSHOT).<Long>run(tx -> sum(tx, name)))
                .isEqualTo(500);
    }

    private static boolean transfer(StmTransaction tx, Bytes from, Bytes to, long amount) {
        long has = number(tx, from);
        if (from.equals(to) || has < amount) {
            return false;
        }
        tx.put(from, Bytes.of("" + (has - amount)));
        tx.put(to, Bytes.of("" + (number(tx, to) + amount)));
        return true;
    }

    private static long number(StmTransaction tx, Bytes key) {
        return Long.parseLong(tx.get(key).orElseThrow().utf8());
    }

    private static long sum(StmTransaction tx, String name) {
        long sum = 0;
        for (int i = 0; i < 5; i++) {
            long balance = number(tx, key(name, "" + i));
            assertThat(balance).isNotNegative();
            sum += balance;
        }
        return sum;
    }

    /** Two doctors, of whom one must stay: each goes if the other is there. */
    @ParameterizedTest
    @EnumSource
    void writeSkew(Isolation level) {
        String name = fresh();
        Bytes ann = key(name, "ann");
        Bytes bob = key(name, "bob");
        put(ann, "here");
        put(bob, "here");
        AtomicInteger runs = new AtomicInteger();
        boolean left = stm(level).run(tx -> {
            boolean bobIsHere = tx.get(bob).isPresent();
            if (runs.incrementAndGet() == 1) {
                etcd().kv().delete(bob);
            }
            if (bobIsHere) {
                tx.delete(ann);
            }
            return bobIsHere;
        });
        boolean skewed = level == Isolation.READ_COMMITTED;
        assertThat(left).isEqualTo(skewed);
        assertThat(value(ann)).isEqualTo(skewed ? Optional.empty() : Optional.of("here"));
        assertThat(runs).hasValue(skewed ? 1 : 2);
    }

    /** What was only written, by others as well. */
    @ParameterizedTest
    @EnumSource
    void aBlindWriteOverOneThatCameSince(Isolation level) {
        String name = fresh();
        Bytes read = key(name, "read");
        Bytes written = key(name, "written");
        AtomicInteger runs = new AtomicInteger();
        stm(level).run(tx -> {
            tx.get(read);
            if (runs.incrementAndGet() == 1) {
                put(written, "theirs");
            }
            tx.put(written, Bytes.of("mine"));
            return true;
        });
        assertThat(runs).hasValue(level == Isolation.SERIALIZABLE_SNAPSHOT ? 2 : 1);
        assertThat(value(written)).contains("mine");
    }

    /** One key before and one after somebody changed both. */
    @ParameterizedTest
    @EnumSource
    void readsOfTwoMoments(Isolation level) {
        String name = fresh();
        Bytes x = key(name, "x");
        Bytes y = key(name, "y");
        put(x, "1");
        put(y, "1");
        List<String> seen = new ArrayList<>();
        stm(level).run(tx -> {
            String one = tx.get(x).orElseThrow().utf8();
            if (seen.isEmpty()) {
                put(x, "2");
                put(y, "2");
            }
            seen.add(one + tx.get(y).orElseThrow().utf8());
            assertThat(tx.get(x)).as("read again").contains(Bytes.of(one));
            tx.put(key(name, "z"), Bytes.of(seen.get(seen.size() - 1)));
            return true;
        });
        switch (level) {
            case SERIALIZABLE_SNAPSHOT, SERIALIZABLE -> assertThat(seen).containsExactly("11", "22");
            case REPEATABLE_READS -> assertThat(seen).containsExactly("12", "22");
            case READ_COMMITTED -> assertThat(seen).containsExactly("12");
        }
        assertThat(value(key(name, "z"))).contains(seen.get(seen.size() - 1));
    }

    @ParameterizedTest
    @EnumSource(names = "READ_COMMITTED", mode = EnumSource.Mode.EXCLUDE)
    void aBodyThatOnlyReadsSawWhatWasThereAtItsEnd(Isolation level) {
        String name = fresh();
        Bytes x = key(name, "x");
        AtomicInteger runs = new AtomicInteger();
        Optional<Bytes> seen = stm(level).run(tx -> {
            Optional<Bytes> value = tx.get(x);
            if (runs.incrementAndGet() == 1) {
                put(x, "1");
            }
            return value;
        });
        assertThat(seen).contains(Bytes.of("1"));
        assertThat(runs).hasValue(2);
    }

    @Test
    void endsThatAreNoCommit() {
        String name = fresh();
        Bytes x = key(name, "x");
        Stm stm = stm(Isolation.SERIALIZABLE_SNAPSHOT);
        assertThatThrownBy(() -> stm.run(tx -> {
                    tx.put(x, Bytes.of("1"));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> stm.withMaxAttempts(2).run(tx -> {
                    tx.put(x, tx.get(x).orElse(Bytes.EMPTY));
                    put(x, "theirs");
                    return true;
                }))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.attempts()).isEqualTo(2));
        assertThatThrownBy(() -> stm.run(tx -> {
                    for (int i = 0; i < 200; i++) {
                        tx.put(key(name, "many" + i), Bytes.EMPTY);
                    }
                    return true;
                }))
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_OPERATIONS));
        assertThat(etcd().kv().get(Get.prefix(name + "/many")).kvs()).isEmpty();
        assertThat(stm.<Integer>run(tx -> 7)).isEqualTo(7);
    }

    @Test
    void oneKeyIsUpdatedByMany() {
        String name = fresh();
        assertThat(recipes().createIfAbsent(name, "")).isEmpty();
        assertThat(recipes().createIfAbsent(name, "again")).isPresent();
        List<CompletableFuture<Optional<KeyValue>>> updates = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            updates.add(recipes().updateAsync(name, now -> now.map(value -> value.plus(Bytes.of("x")))));
        }
        assertThat(updates.stream()
                        .map(update -> update.join().orElseThrow().valueText().length()))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(recipes().update(name, now -> Optional.empty())).isEmpty();
        assertThat(etcd().kv().get(name)).isEmpty();
    }
}
