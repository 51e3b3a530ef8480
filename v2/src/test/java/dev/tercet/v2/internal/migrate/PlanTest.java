package dev.tercet.v2.internal.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.migrate.Writing.Kind;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.migrate.MigrationDifference;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is written for a source to be in a target, without either. */
class PlanTest {
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Optional<Duration> NO_TTL = Optional.empty();
    private static final Optional<Duration> HOUR = Optional.of(Duration.ofHours(1));

    private static V2Node file(String path, String value, Optional<Duration> ttl, long created) {
        return new V2Node(path, Optional.of(value), false, ttl, Optional.empty(), created, created, List.of());
    }

    private static V2Node dir(String path, Optional<Duration> ttl, long created, V2Node... nodes) {
        return new V2Node(path, Optional.empty(), true, ttl, Optional.empty(), created, created, List.of(nodes));
    }

    private static Tree tree(Scope scope, V2Node... nodes) {
        Walk walk = new Walk(scope::target);
        List.of(nodes).forEach(walk::add);
        return new Tree(100, walk.entries(), System.nanoTime());
    }

    private static Target target(KeyValue... keys) {
        NavigableMap<String, KeyValue> all = new TreeMap<>();
        Map<Long, Duration> leases = new HashMap<>();
        for (KeyValue key : keys) {
            all.put(key.keyText(), key);
            if (key.lease() != 0) {
                leases.put(key.lease(), Duration.ofHours(key.lease()));
            }
        }
        return new Target(all, leases, 50, System.nanoTime());
    }

    /** A key with a lease of so many hours, which is its id too. */
    private static KeyValue there(String key, String value, long hours) {
        return new KeyValue(Bytes.of(key), Bytes.of(value), 40, 41, 1, hours);
    }

    private static Plan plan(Tree tree, Target target) {
        return Plan.of(tree, target, TOLERANCE, false);
    }

    private static List<String> keys(Plan plan) {
        return plan.writings().stream().map(Writing::key).toList();
    }

    @Test
    void everythingIsWrittenInTheOrderOfItsCreation() {
        Tree tree = tree(
                Scope.EVERYTHING,
                dir(
                        "/",
                        NO_TTL,
                        0,
                        dir("/b", NO_TTL, 5, file("/b/x", "1", NO_TTL, 5), file("/b/a", "2", NO_TTL, 7)),
                        dir("/empty", NO_TTL, 6),
                        file("/a", "", NO_TTL, 9)));
        Plan plan = plan(tree, target());
        assertThat(keys(plan)).containsExactly("/b/", "/b/x", "/empty/", "/b/a", "/a");
        assertThat(plan.writings()).allMatch(writing -> writing.seen() == 0 && writing.kind() == Kind.CREATED);
        assertThat(tree.keys()).isEqualTo(3);
        assertThat(tree.directories("/")).isEqualTo(2);
    }

    @Test
    void pathsMoveWithTheDirectoriesAbove() {
        Scope scope = Scope.EVERYTHING.withFrom("/a/b").withTo("x/y");
        Plan plan = plan(tree(scope, dir("/a/b", NO_TTL, 5, file("/a/b/c", "1", NO_TTL, 6))), target());
        assertThat(keys(plan)).containsExactly("/x/", "/x/y/", "/x/y/c");
        assertThat(plan.count(Kind.CREATED)).isEqualTo(2);
        assertThat(scope.source("/x/y/c")).isEqualTo("/a/b/c");
        Scope up = Scope.EVERYTHING.withFrom("/a").withTo("/");
        assertThat(keys(plan(tree(up, dir("/a", NO_TTL, 5, file("/a/c", "1", NO_TTL, 6))), target())))
                .containsExactly("/c");
        assertThatThrownBy(() -> tree(up, file("/a", "1", NO_TTL, 5))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatEndsWithItsDirectorySharesItsLease() {
        Tree tree = tree(
                Scope.EVERYTHING,
                dir(
                        "/d",
                        HOUR,
                        5,
                        file("/d/none", "1", NO_TTL, 6),
                        file("/d/later", "1", HOUR.map(one -> one.multipliedBy(2)), 7),
                        file("/d/sooner", "1", HOUR.map(one -> one.dividedBy(2)), 8),
                        dir("/d/e", NO_TTL, 9, file("/d/e/deep", "1", NO_TTL, 10))));
        Map<String, String> owners = new HashMap<>();
        plan(tree, target())
                .writings()
                .forEach(writing -> owners.put(writing.key(), writing.expires().orElse("")));
        assertThat(owners)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/d/",
                        "/d",
                        "/d/none",
                        "/d",
                        "/d/later",
                        "/d",
                        "/d/sooner",
                        "/d/sooner",
                        "/d/e/",
                        "/d",
                        "/d/e/deep",
                        "/d"));
    }

    @Test
    void whatIsThereAlreadyIsLeftAlone() {
        Tree tree =
                tree(Scope.EVERYTHING, dir("/d", HOUR, 5, file("/d/a", "1", NO_TTL, 6), file("/d/b", "2", NO_TTL, 7)));
        Plan plan = plan(tree, target(there("/d/", "", 1), there("/d/a", "1", 1)));
        assertThat(keys(plan)).containsExactly("/d/b");
        assertThat(plan.unchanged()).isEqualTo(2);
        assertThat(plan.leases()).containsEntry("/d", 1L);
    }

    @Test
    void whatIsOtherwiseIsRefusedOrReplaced() {
        Tree tree = tree(
                Scope.EVERYTHING,
                file("/value", "1", NO_TTL, 5),
                file("/ttl", "1", NO_TTL, 6),
                file("/none", "1", HOUR, 7));
        Target target = target(there("/value", "2", 0), there("/ttl", "1", 1), there("/none", "1", 3));
        assertThat(plan(tree, target).refused())
                .extracting(MigrationDifference::kind)
                .containsExactly(
                        MigrationDifference.Kind.VALUE, MigrationDifference.Kind.TTL, MigrationDifference.Kind.TTL);
        Plan replacing = Plan.of(tree, target, TOLERANCE, true);
        assertThat(replacing.refused()).isEmpty();
        assertThat(replacing.writings())
                .allMatch(writing -> writing.seen() == 41 && writing.kind() == Kind.REPLACED)
                .hasSize(3);
    }

    @Test
    void directoriesAndKeysNeverTakeEachOthersPlace() {
        Tree tree = tree(
                Scope.EVERYTHING,
                file("/a", "1", NO_TTL, 5),
                file("/b", "1", NO_TTL, 6),
                dir("/c", NO_TTL, 7, file("/c/d", "1", NO_TTL, 7)));
        Target target = target(there("/a/", "", 0), there("/b/x", "", 0), there("/c", "1", 0), there("/b0", "", 0));
        assertThat(Plan.of(tree, target, TOLERANCE, true).refused())
                .extracting(MigrationDifference::toString)
                .containsExactly(
                        "/a: a key in the source, a directory in the target",
                        "/b: a key in the source, a directory in the target",
                        "/c: a directory in the source, a key in the target");
    }

    @Test
    void laterKeysComeAfterThoseInOrder() {
        String first = "/q/00000000000000000012";
        String second = "/q/00000000000000000007";
        Tree tree = tree(
                Scope.EVERYTHING,
                dir("/q", NO_TTL, 5, file(first, "1", NO_TTL, 7), file(second, "1", NO_TTL, 12)),
                file("/99999999999999999999", "no index", NO_TTL, 13));
        Plan plan = plan(tree, target());
        assertThat(plan.writings().get(0).key()).isEqualTo("_v2/seq/q");
        assertThat(plan.writings().get(0).value()).isEqualTo(Bytes.of("12"));
        assertThat(plan.count(Kind.BESIDE)).isEqualTo(1);
        assertThat(keys(plan(tree, target(there("_v2/seq/q", "12", 0))))).doesNotContain("_v2/seq/q");
        assertThat(plan(tree, target(there("_v2/seq/q", "3", 0)))
                        .writings()
                        .get(0)
                        .seen())
                .isEqualTo(41);
    }

    @Test
    void whatIsOverIsNotCopied() {
        Tree tree = tree(Scope.EVERYTHING, file("/a", "1", Optional.of(Duration.ZERO), 5));
        assertThat(plan(tree, target()).writings()).isEmpty();
    }

    @Test
    void batchesAreWithinWhatServersTake() {
        List<Writing> many = Collections.nCopies(300, writing(10));
        assertThat(Batches.of(many)).extracting(List::size).containsExactly(128, 128, 44);
        List<Writing> large = Collections.nCopies(3, writing(Batches.MOST_BYTES / 2 - 200));
        assertThat(Batches.of(large)).extracting(List::size).containsExactly(2, 1);
        assertThat(Batches.of(List.of(writing(10), writing(2 * Batches.MOST_BYTES), writing(10))))
                .extracting(List::size)
                .containsExactly(1, 1, 1);
        assertThat(Batches.of(List.of())).isEmpty();
    }

    private static Writing writing(int bytes) {
        return new Writing("/k", Bytes.wrap(new byte[bytes]), 0, Optional.empty(), Optional.empty(), Kind.CREATED);
    }

    @Test
    void comparingTellsEveryDifference() {
        Tree source = tree(
                Scope.EVERYTHING,
                file("/same", "1", HOUR, 5),
                file("/value", "1", NO_TTL, 5),
                file("/missing", "1", NO_TTL, 5),
                file("/ending", "1", Optional.of(Duration.ofSeconds(3)), 5),
                file("/kind", "1", NO_TTL, 5),
                file("/ttl", "1", HOUR, 5));
        Tree target = tree(
                Scope.EVERYTHING,
                file("/same", "1", HOUR.map(one -> one.minusSeconds(3)), 9),
                file("/value", "2", NO_TTL, 9),
                dir("/kind", NO_TTL, 9),
                file("/ttl", "1", HOUR.map(one -> one.minusSeconds(30)), 9),
                dir("/extra", NO_TTL, 9));
        assertThat(Comparison.of(source, target, Map.of(), TOLERANCE))
                .extracting(difference -> difference.kind() + " " + difference.key())
                .containsExactly("EXTRA /extra", "DIRECTORY /kind", "MISSING /missing", "TTL /ttl", "VALUE /value");
        assertThat(Comparison.of(source, source, Map.of(), TOLERANCE)).isEmpty();
    }

    @Test
    void whatChangedIsToldByIndex() {
        Tree before = tree(Scope.EVERYTHING, file("/a", "1", NO_TTL, 5), file("/b", "1", NO_TTL, 6));
        Tree after = tree(Scope.EVERYTHING, file("/a", "1", NO_TTL, 5), file("/c", "1", NO_TTL, 8));
        assertThat(after.changedSince(before)).containsExactly("/b", "/c");
        assertThat(before.changedSince(before)).isEmpty();
    }

    @Test
    void hiddenPathsAreBelowThePrefix() {
        Scope scope = Scope.EVERYTHING.withFrom("/a").withHidden(List.of("/a/_h"));
        assertThat(scope.checked().hidden()).containsExactly("/a/_h");
        for (String wrong : List.of("/b/_h", "/a", "/ab/_h")) {
            assertThatThrownBy(() -> scope.withHidden(List.of(wrong)).checked())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong);
        }
    }
}
