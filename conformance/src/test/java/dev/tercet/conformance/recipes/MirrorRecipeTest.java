package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.ClientClosedException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.error.MirrorDisplacedException;
import dev.tercet.recipes.mirror.ForeignKeys;
import dev.tercet.recipes.mirror.Mirror;
import dev.tercet.recipes.mirror.MirrorCheck;
import dev.tercet.recipes.mirror.MirrorPlan;
import dev.tercet.recipes.mirror.MirrorStatus;
import dev.tercet.testkit.contract.ContractTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The same keys elsewhere: in an embedded etcd, or under another prefix of the same one. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record MirrorRecipeTest(ContractTarget target) implements RecipeContract {
    private Mirror mirror(EtcdClient source, EtcdClient destination, MirrorPlan plan) {
        return form(Mirror.class, recipes(source).mirror(destination, plan));
    }

    private EtcdClient here() {
        return etcd().client();
    }

    @Test
    void copiesWhatIsThereAndWhatComes() {
        String from = fresh();
        for (int i = 0; i < 300; i++) {
            here().kv().put(from + i, "v" + i);
        }
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient there = etcd.client();
                Mirror mirror = mirror(here(), there, MirrorPlan.of(from).to("copy/"))) {
            mirror.synced().join();
            assertThat(at(there, "copy/")).hasSize(300).isEqualTo(at(here(), from));
            here().kv().put(from + "7", "changed");
            here().kv().delete(Delete.prefix(from + "2"));
            here().kv().txn(Txn.all(Put.of(from + "x", "1"), Put.of(from + "y", "2"), Delete.of(from + "3")));
            long shown = mirror.catchUp();
            assertThat(at(there, "copy/")).isEqualTo(at(here(), from));
            assertThat(mirror.status().phase()).isEqualTo(MirrorStatus.Phase.FOLLOWING);
            assertThat(mirror.status().keysPut()).isEqualTo(300);
            assertThat(mirror.status().revisionsApplied()).isEqualTo(3);
            MirrorCheck check = mirror.verify();
            assertThat(check.isEqual()).isTrue();
            assertThat(check.keys()).isEqualTo(at(here(), from).size());
            assertThat(check.sourceRevision()).isGreaterThanOrEqualTo(shown);
        }
    }

    @Test
    void whatWasMissedIsMadeUpFor() {
        String from = fresh();
        String to = fresh();
        MirrorPlan plan = MirrorPlan.of(from).to(to);
        here().kv().put(from + "a", "1");
        try (Mirror mirror = mirror(here(), here(), plan)) {
            mirror.catchUp();
        }
        here().kv().delete(from + "a");
        here().kv().put(from + "b", "2");
        try (Mirror mirror = mirror(here(), here(), plan)) {
            mirror.catchUp();
            assertThat(mirror.status().lists()).isZero();
        }
        assertThat(at(here(), to)).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void foreignKeysAreKeptIfSaid() {
        String from = fresh();
        String to = fresh();
        here().kv().put(to + "theirs", "t");
        here().kv().put(from + "ours", "o");
        MirrorPlan plan = MirrorPlan.of(from).to(to);
        try (Mirror refused = mirror(here(), here(), plan)) {
            assertThat(refused.ended().join().orElseThrow()).hasMessageContaining("already");
        }
        try (Mirror mirror = mirror(here(), here(), plan.withForeignKeys(ForeignKeys.KEEP))) {
            mirror.catchUp();
            here().kv().put(from + "later", "o");
            here().kv().delete(from + "ours");
            mirror.catchUp();
            MirrorCheck check = mirror.verify();
            assertThat(check.isEqual()).isTrue();
            assertThat(check.foreign()).isEqualTo(1);
            assertThat(at(here(), to)).isEqualTo(Map.of("theirs", "t", "later", "o"));
        }
        try (Mirror mirror = mirror(here(), here(), plan.withForeignKeys(ForeignKeys.DELETE))) {
            mirror.catchUp();
            assertThat(at(here(), to)).isEqualTo(Map.of("later", "o"));
        }
    }

    @Test
    void theNewestOfTwoGoesOn() throws Exception {
        String from = fresh();
        MirrorPlan plan = MirrorPlan.of(from).to(fresh());
        try (Mirror first = mirror(here(), here(), plan)) {
            first.catchUp();
            try (Mirror second = mirror(here(), here(), plan)) {
                second.catchUp();
                here().kv().put(from + "k", "v");
                assertThat(first.ended().get(20, TimeUnit.SECONDS).orElseThrow())
                        .isInstanceOf(MirrorDisplacedException.class);
                second.catchUp();
                assertThat(second.verify().isEqual()).isTrue();
            }
        }
        assertThat(here().kv().get(plan.to().plus(Bytes.of("k"))).orElseThrow().version())
                .isEqualTo(1);
    }

    @Test
    void whatWaitsForAMirrorEndsWithIt() {
        String from = fresh();
        Mirror mirror = mirror(here(), here(), MirrorPlan.of(from).to(fresh()));
        mirror.started().join();
        mirror.close();
        mirror.close();
        assertThat(mirror.ended().join()).isEmpty();
        assertThatThrownBy(mirror::catchUp).isInstanceOf(ClientClosedException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mirror(here(), here(), MirrorPlan.of(from).to(from + "inside/")));
    }

    @Test
    void aClientThatIsClosedEndsItsMirrors() {
        String from = fresh();
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start()) {
            EtcdClient there = etcd.client();
            Mirror mirror = mirror(here(), there, MirrorPlan.of(from).to("copy/"));
            mirror.catchUp();
            there.close();
            here().kv().put(from + "k", "v");
            assertThat(mirror.ended().orTimeout(20, TimeUnit.SECONDS).join().orElseThrow())
                    .isInstanceOf(ClientClosedException.class);
        }
    }

    @Test
    void goesOnThroughRestartsWhileItIsWrittenTo() {
        String from = fresh();
        String to = fresh();
        Random random = new Random(7);
        MirrorPlan plan = MirrorPlan.of(from).to(to);
        Mirror mirror = mirror(here(), here(), plan);
        for (int round = 0; round < 60; round++) {
            List<Op<?>> ops = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(100); i++) {
                ops.add(Put.of(from + String.format("%03d", i), "v" + random.nextInt(1000)));
            }
            here().kv().txn(Txn.all(ops.toArray(Op<?>[]::new)));
            here().kv().delete(Delete.prefix(from + "0" + random.nextInt(10)));
            if (random.nextInt(8) == 0) {
                mirror.close();
                mirror = mirror(here(), here(), plan);
            }
        }
        try (Mirror last = mirror) {
            last.catchUpAsync().orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(last.verify().differences()).isEmpty();
            assertThat(last.status().trouble()).isEmpty();
        }
        assertThat(at(here(), to)).isEqualTo(at(here(), from));
    }

    private static Map<String, String> at(EtcdClient etcd, String prefix) {
        return etcd.kv().get(Get.prefix(prefix)).kvs().stream()
                .collect(Collectors.toMap(
                        kv -> kv.keyText().substring(prefix.length()), KeyValue::valueText, (a, b) -> a, TreeMap::new));
    }
}
