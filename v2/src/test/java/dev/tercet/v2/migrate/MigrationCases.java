package dev.tercet.v2.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.migrate.MigrationDifference.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trees of a real server's v2 API, copied into a real v3 store and into the one in memory. */
abstract class MigrationCases {
    private final String prefix = "/" + UUID.randomUUID();
    private EtcdV2Client source;
    private EtcdClient target;
    private EtcdV2Client view;

    abstract EtcdClient connect();

    @BeforeEach
    void start() {
        List<String> old = WhenUnavailable.fromEnvironment()
                .obtain(() -> SharedEtcd.of(EtcdSettings.of("3.5").withOption("enable-v2", "true")))
                .endpoints();
        source = EtcdV2Client.builder().endpoints(old).backend(V2Backend.HTTP).build();
        target = connect();
        view = EtcdV2Client.over(target);
    }

    @AfterEach
    void stop() {
        view.close();
        target.close();
        source.close();
    }

    private V2Migration migration() {
        return V2Migration.of(source, target).withPrefix(prefix);
    }

    private void fill() {
        source.set(prefix + "/a", "1");
        source.set(prefix + "/d/e/b", "two\nlines and an ü");
        source.set(prefix + "/d/blank", "");
        source.makeDirectory(prefix + "/empty");
        source.set(prefix + "/short", "3", Duration.ofSeconds(600));
        source.write(V2Write.directory(prefix + "/leased").withTtl(Duration.ofSeconds(300)));
        source.set(prefix + "/leased/one", "4");
        source.set(prefix + "/leased/two", "5", Duration.ofSeconds(100));
        source.set(prefix + "/_hidden/secret", "6");
    }

    private List<String> paths(EtcdV2Client client) {
        return client.read(V2Read.of(prefix).recursive().sorted()).subtree().stream()
                .map(V2Node::key)
                .toList();
    }

    @Test
    void theTreeIsTheSameAfterwards() {
        fill();
        MigrationReport plan = migration().plan();
        assertThat(plan.dryRun()).isTrue();
        assertThat(plan.created()).isEqualTo(plan.keys() + plan.directories() + 1);
        assertThat(target.kv().get(Get.prefix(prefix)).kvs()).isEmpty();
        assertThat(migration().verify().differences())
                .extracting(MigrationDifference::kind)
                .containsOnly(Kind.MISSING);

        List<String> progress = new ArrayList<>();
        MigrationReport report = migration()
                .listening((written, all) -> progress.add(written + "/" + all))
                .run();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.isCurrent()).as(report.toString()).isTrue();
        assertThat(report.keys()).isEqualTo(6);
        assertThat(report.directories()).isEqualTo(4);
        assertThat(report.withTtl()).isEqualTo(4);
        assertThat(report.created()).isEqualTo(11);
        assertThat(report.batches()).isEqualTo(1);
        assertThat(progress).containsExactly("0/11", "11/11");

        VerificationReport verification = migration().verify();
        assertThat(verification.differences()).isEmpty();
        assertThat(paths(view)).isEqualTo(paths(source)).doesNotContain(prefix + "/_hidden");
        assertThat(view.get(prefix + "/d/e/b").value()).contains("two\nlines and an ü");
        assertThat(view.get(prefix + "/empty").dir()).isTrue();
        assertThat(view.get(prefix + "/short").ttl().orElseThrow())
                .isBetween(Duration.ofSeconds(580), Duration.ofSeconds(601));
        // What is in a directory that ends goes with it, by the same lease.
        long lease = target.kv().get(prefix + "/leased/").orElseThrow().lease();
        assertThat(target.kv().get(prefix + "/leased/one").orElseThrow().lease())
                .isEqualTo(lease)
                .isNotZero();
        assertThat(target.kv().get(prefix + "/leased/two").orElseThrow().lease())
                .isNotEqualTo(lease);

        MigrationReport again = migration().run();
        assertThat(again.created() + again.replaced() + again.batches()).isZero();
        assertThat(again.unchanged()).isEqualTo(11);
    }

    @Test
    void hiddenKeysAreCopiedWhenTheyAreNamed() {
        fill();
        V2Migration migration = migration().withHidden(prefix + "/_hidden");
        assertThat(migration.run().keys()).isEqualTo(7);
        assertThat(view.get(prefix + "/_hidden/secret").value()).contains("6");
        assertThat(migration.verify().isSame()).isTrue();
        assertThatThrownBy(() -> migration().withHidden(prefix + "/_none").run())
                .isInstanceOf(V2KeyNotFoundException.class);
        assertThatThrownBy(() -> migration().withHidden("/_elsewhere").run())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTreeMayMove() {
        fill();
        V2Migration migration =
                V2Migration.of(source, target).withPrefix(prefix + "/d").withTargetPrefix(prefix + "/to/here");
        assertThat(migration.run().created()).isEqualTo(4);
        assertThat(view.get(prefix + "/to/here/e/b").value()).isPresent();
        assertThat(view.get(prefix + "/to").dir()).isTrue();
        assertThat(migration.verify().isSame()).isTrue();
        V2Migration one =
                V2Migration.of(source, target).withPrefix(prefix + "/a").withTargetPrefix(prefix + "/b");
        assertThat(one.run().keys()).isEqualTo(1);
        assertThat(view.get(prefix + "/b").value()).contains("1");
    }

    @Test
    void keysInOrderKeepTheirOrder() {
        List<String> before = List.of(
                source.append(prefix + "/q", "1").key(),
                source.append(prefix + "/q", "2").key());
        migration().run();
        String after = view.append(prefix + "/q", "3").key();
        assertThat(view.read(V2Read.of(prefix + "/q").sorted()).children())
                .extracting(V2Node::key)
                .containsExactly(before.get(0), before.get(1), after);
    }

    @Test
    void verifyingTellsOfAnOrderThatIsNotNoted() {
        String last = source.append(prefix + "/q", "1").key();
        migration().run();
        assertThat(migration().verify().isSame()).isTrue();
        String note = Layout.seq(prefix + "/q");
        target.kv().put(note, "1");
        assertThat(migration().verify().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.ORDER);
            assertThat(difference.key()).isEqualTo(prefix + "/q");
            assertThat(difference.detail()).contains("1 is noted in the target");
        });
        target.kv().delete(note);
        assertThat(migration().verify().differences())
                .extracting(MigrationDifference::kind)
                .containsExactly(Kind.ORDER);
        // One key alone has its note outside of what is copied.
        V2Migration one = V2Migration.of(source, target).withPrefix(last);
        one.run();
        assertThat(one.run().batches()).isZero();
        assertThat(one.verify().isSame()).isTrue();
        assertThat(migration().verify().isSame()).isTrue();
    }

    @Test
    void whatIsInTheWayIsRefusedAndNothingIsWritten() {
        fill();
        view.set(prefix + "/a", "other");
        view.set(prefix + "/d/e/b/c", "a directory");
        MigrationReport refused = migration().run();
        assertThat(refused.refused())
                .extracting(MigrationDifference::kind)
                .containsExactlyInAnyOrder(Kind.VALUE, Kind.DIRECTORY);
        assertThat(refused.created()).isZero();
        assertThat(refused.toString())
                .contains("nothing is written", prefix + "/a: another value")
                .doesNotContain("other\n");
        assertThat(view.contains(prefix + "/empty")).isFalse();

        view.delete(V2Delete.of(prefix + "/d").recursive());
        MigrationReport replaced = migration().replacing().run();
        assertThat(replaced.isComplete()).isTrue();
        assertThat(replaced.replaced()).isEqualTo(1);
        assertThat(migration().verify().isSame()).isTrue();
    }

    @Test
    void verifyingTellsEveryDifference() {
        fill();
        migration().run();
        view.set(prefix + "/a", "other");
        view.delete(prefix + "/d/blank");
        view.set(prefix + "/extra", "1");
        view.set(prefix + "/short", "3");
        assertThat(migration().verify().differences())
                .extracting(MigrationDifference::kind)
                .containsExactly(Kind.VALUE, Kind.MISSING, Kind.EXTRA, Kind.TTL);
        assertThat(migration().verify().toString()).startsWith("4 differences between 6 keys and 4 directories below ");
    }

    @Test
    void aSourceThatChangesMeanwhileIsToldOf() {
        fill();
        MigrationReport report = migration()
                .listening((written, all) -> source.set(prefix + "/late", "1"))
                .run();
        assertThat(report.isCurrent()).isFalse();
        assertThat(report.changedMeanwhile()).contains(prefix + "/late");
        assertThat(report.indexAfter()).isGreaterThan(report.indexBefore());
        assertThat(migration().run().created()).isEqualTo(1);
        assertThat(migration().verify().isSame()).isTrue();
    }

    @Test
    void manyKeysGoInBatchesAndAreTakenUpWhereTheyEnded() {
        for (int i = 0; i < 300; i++) {
            source.set(prefix + "/many/" + i, Integer.toString(i));
        }
        assertThatThrownBy(() -> migration()
                        .listening((written, all) -> {
                            if (written > 0) {
                                throw new IllegalStateException("enough");
                            }
                        })
                        .run())
                .hasMessage("enough");
        MigrationReport rest = migration().run();
        assertThat(rest.unchanged()).isEqualTo(128);
        assertThat(rest.created()).isEqualTo(302 - 128);
        assertThat(rest.batches()).isEqualTo(2);
        assertThat(migration().verify().isSame()).isTrue();
    }

    @Test
    void aTargetThatChangesMeanwhileIsLookedAtAgain() {
        fill();
        MigrationReport report = migration()
                .listening((written, all) -> {
                    if (written == 0) {
                        view.set(prefix + "/a", "1");
                    }
                })
                .run();
        assertThat(report.isComplete()).isTrue();
        assertThat(migration().verify().isSame()).isTrue();
    }

    @Test
    void whatIsNotThereCannotBeCopied() {
        assertThatThrownBy(() -> migration().run())
                .isInstanceOf(V2KeyNotFoundException.class)
                .hasMessageContaining(prefix);
    }

    @Test
    void aSourceThatIsNotV2HttpIsRefused() {
        V2Migration wrong = V2Migration.of(view, target).withPrefix(prefix);
        view.set(prefix + "/a", "1");
        assertThatThrownBy(wrong::plan)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("backend(HTTP)");
        assertThatThrownBy(wrong::run).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(wrong::verify).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namespacesCount() {
        fill();
        EtcdClient inside = target.withNamespace("tenant" + prefix);
        V2Migration migration = V2Migration.of(source, inside).withPrefix(prefix);
        migration.run();
        assertThat(target.kv().getString("tenant" + prefix + prefix + "/a")).contains("1");
        assertThat(target.kv().get(prefix + "/a")).isEmpty();
        assertThat(migration.verify().isSame()).isTrue();
    }
}
