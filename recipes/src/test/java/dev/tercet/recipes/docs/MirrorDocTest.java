package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.mirror.ForeignKeys;
import dev.tercet.recipes.mirror.Mirror;
import dev.tercet.recipes.mirror.MirrorCheck;
import dev.tercet.recipes.mirror.MirrorPlan;
import dev.tercet.testkit.junit.EtcdTest;
import org.junit.jupiter.api.Test;

/** The examples of docs/recipes/mirror.md. */
@EtcdTest
class MirrorDocTest {
    private void report(MirrorCheck check) {
        throw new AssertionError(check);
    }

    @Test
    void mirrors(EtcdClient etcd) {
        etcd.kv().put("jobs/7", "ann");
        try (EmbeddedEtcd other = EmbeddedEtcd.start();
                EtcdClient backup = other.client()) {
            Recipes recipes = Recipes.of(etcd);
            try (Mirror mirror = recipes.mirror(backup, MirrorPlan.of("jobs/"))) {
                mirror.catchUp();
                MirrorCheck check = mirror.verify();
                if (!check.isEqual()) {
                    report(check);
                }
            }
            assertThat(backup.kv().getString("jobs/7")).contains("ann");
        }
    }

    @Test
    void renames(EtcdClient etcd) {
        etcd.kv().put("jobs/7", "ann");
        etcd.kv().put("copies/of-others", "x");
        MirrorPlan plan = MirrorPlan.of("jobs/")
                .to("copies/")
                .withForeignKeys(ForeignKeys.KEEP)
                .withCheckpoint("mirrors/jobs");
        try (Mirror mirror = Recipes.of(etcd).mirror(etcd, plan)) {
            mirror.catchUp();
        }
        assertThat(etcd.kv().getString("copies/7")).contains("ann");
        assertThat(etcd.kv().getString("copies/of-others")).contains("x");
    }
}
