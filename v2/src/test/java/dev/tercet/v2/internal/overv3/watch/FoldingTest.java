package dev.tercet.v2.internal.overv3.watch;

import static dev.tercet.v2.internal.overv3.watch.Events.BEFORE;
import static dev.tercet.v2.internal.overv3.watch.Events.NOW;
import static dev.tercet.v2.internal.overv3.watch.Events.deleted;
import static dev.tercet.v2.internal.overv3.watch.Events.deletedBlindly;
import static dev.tercet.v2.internal.overv3.watch.Events.expired;
import static dev.tercet.v2.internal.overv3.watch.Events.kv;
import static dev.tercet.v2.internal.overv3.watch.Events.made;
import static dev.tercet.v2.internal.overv3.watch.Events.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.internal.overv3.Act;
import dev.tercet.v2.internal.overv3.watch.Past.RemovedDirectory;
import dev.tercet.v2.key.V2Action;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is told of the changes of one revision: to whom, and in which words. */
class FoldingTest {
    private static final Past FOREIGN = Past.UNKNOWN;

    private record Row(String what, Scope scope, Past past, List<WatchEvent> events, String... told) {}

    @TestFactory
    List<DynamicTest> rows() {
        return List.of(
                        // The emulation's own writes.
                        new Row("a file set", all("/"), act("set", "/a"), of(made("/a", "1")), "set /a"),
                        new Row(
                                "a file set below new directories is one event",
                                all("/"),
                                act("set", "/a/b/c"),
                                of(made("/a/", ""), made("/a/b/", ""), made("/a/b/c", "1")),
                                "set /a/b/c"),
                        new Row(
                                "a directory on the way is not told of",
                                one("/a"),
                                act("set", "/a/b"),
                                of(made("/a/", ""))),
                        new Row("a directory made", all("/"), actDir("set", "/a"), of(made("/a/", "")), "set /a/"),
                        new Row(
                                "and told to who watches it",
                                one("/a"),
                                actDir("create", "/a"),
                                of(made("/a/", "")),
                                "create /a/"),
                        new Row(
                                "a swap",
                                one("/a"),
                                act("compareAndSwap", "/a"),
                                of(written("/a", "2", "1")),
                                "compareAndSwap /a was 1"),
                        new Row("a delete", one("/a"), act("delete", "/a"), of(deleted("/a", "1")), "delete /a was 1"),
                        new Row(
                                "what expired at once was deleted by a write",
                                one("/a"),
                                act("expire", "/a"),
                                of(deleted("/a", "1")),
                                "expire /a was 1"),
                        new Row("a refresh", one("/a"), silent("set", "/a"), of(written("/a", "1", "1"))),
                        new Row(
                                "a directory's time to live takes its children along",
                                all("/"),
                                actDir("update", "/a"),
                                of(written("/a/", "", ""), written("/a/b", "1", "1")),
                                "update /a/ was "),
                        new Row(
                                "and nobody who watches them",
                                one("/a/b"),
                                actDir("update", "/a"),
                                of(written("/a/b", "1", "1"))),
                        new Row(
                                "a directory deleted with all in it",
                                all("/"),
                                actDir("delete", "/a"),
                                of(
                                        deleted("/a/", ""),
                                        deleted("/a/b", "1"),
                                        deleted("/a/c/", ""),
                                        deleted("/a/c/d", "2")),
                                "delete /a/ was "),
                        new Row(
                                "is told to who watches what was in it",
                                one("/a/b"),
                                removed("delete", "/a", "/a"),
                                of(deleted("/a/b", "1")),
                                "delete /a/ was "),
                        new Row(
                                "also recursively",
                                all("/a/c"),
                                removed("delete", "/a", "/a", "/a/c"),
                                of(deleted("/a/c/", ""), deleted("/a/c/d", "2")),
                                "delete /a/ was "),
                        new Row(
                                "and where its marker is no longer known",
                                one("/a/b"),
                                actDir("delete", "/a"),
                                of(deleted("/a/b", "1")),
                                "delete /a/"),
                        new Row(
                                "who watches it alone is told",
                                one("/a"),
                                actDir("delete", "/a"),
                                of(deleted("/a/", "")),
                                "delete /a/ was "),
                        new Row(
                                "hidden from above",
                                all("/"),
                                act("set", "/_h/a"),
                                of(made("/_h/", ""), made("/_h/a", "1"))),
                        new Row("hidden deeper", all("/a"), act("set", "/a/_h"), of(made("/a/_h", "1"))),
                        new Row(
                                "not hidden from within",
                                all("/_h"),
                                act("set", "/_h/a"),
                                of(made("/_h/a", "1")),
                                "set /_h/a"),
                        new Row(
                                "not hidden by its name",
                                one("/a/_h"),
                                act("set", "/a/_h"),
                                of(made("/a/_h", "1")),
                                "set /a/_h"),
                        new Row(
                                "a directory with hidden things in it",
                                all("/"),
                                actDir("delete", "/a"),
                                of(deleted("/a/", ""), deleted("/a/_h", "1")),
                                "delete /a/ was "),
                        new Row(
                                "a hidden watch of a deleted directory",
                                one("/a/_h"),
                                removed("delete", "/a", "/a"),
                                of(deleted("/a/_h", "1")),
                                "delete /a/ was "),
                        new Row("a neighbour in the range", one("/a"), act("set", "/a-b"), of(made("/a-b", "1"))),
                        new Row(
                                "a neighbour of a recursive watch",
                                all("/a"),
                                act("set", "/a-b/c"),
                                of(made("/a-b/", ""), made("/a-b/c", "1"))),
                        new Row(
                                "a directory in the place of a file",
                                all("/"),
                                actDir("set", "/a"),
                                of(deleted("/a", "1"), made("/a/", "")),
                                "set /a/ was 1"),
                        new Row(
                                "a directory of others' keys, without a marker",
                                all("/"),
                                actDir("delete", "/a"),
                                of(deleted("/a/b", "1"), deleted("/a/c", "2")),
                                "delete /a/ was "),
                        new Row("nothing is told of the root", all("/"), FOREIGN, of(made("/", ""))),
                        // Others' writes, by the v3 API.
                        new Row("a foreign put", one("/a"), FOREIGN, of(made("/a", "1")), "set /a"),
                        new Row("another", one("/a"), FOREIGN, of(written("/a", "2", "1")), "set /a was 1"),
                        new Row("a foreign delete", one("/a"), FOREIGN, of(deleted("/a", "1")), "delete /a was 1"),
                        new Row("an expiry", one("/a"), FOREIGN, of(expired("/a", "1")), "expire /a was 1"),
                        new Row(
                                "a delete of which nothing is known",
                                one("/a"),
                                FOREIGN,
                                of(deletedBlindly("/a")),
                                "delete /a"),
                        new Row(
                                "several keys are several events",
                                all("/"),
                                FOREIGN,
                                of(made("/a", "1"), deleted("/b/c", "2")),
                                "set /a",
                                "delete /b/c was 2"),
                        new Row("a foreign marker", all("/"), FOREIGN, of(made("/a/", "")), "set /a/"),
                        new Row("written again", all("/"), FOREIGN, of(written("/a/", "", "")), "update /a/ was "),
                        new Row(
                                "with its content",
                                all("/"),
                                FOREIGN,
                                of(made("/a/", ""), made("/a/b", "1")),
                                "set /a/b"),
                        new Row(
                                "an expiry of a directory",
                                all("/"),
                                FOREIGN,
                                of(
                                        expired("/a/", ""),
                                        expired("/a/b", "1"),
                                        expired("/a/c/", ""),
                                        expired("/a/c/d", "1")),
                                "expire /a/ was "),
                        new Row(
                                "is told to who watches what was in it",
                                one("/a/c/d"),
                                gone(99, "/a", "/a/c"),
                                of(expired("/a/c/d", "1")),
                                "expire /a/ was "),
                        new Row(
                                "and so is a delete of a prefix",
                                all("/a/c"),
                                gone(0, "/a", "/a/c"),
                                of(deleted("/a/c/", ""), deleted("/a/c/d", "1")),
                                "delete /a/ was "),
                        new Row(
                                "keys without a directory",
                                all("/"),
                                FOREIGN,
                                of(expired("/a/b", "1"), expired("/a/c", "1")),
                                "expire /a/b was 1",
                                "expire /a/c was 1"),
                        new Row("hidden", all("/"), FOREIGN, of(made("/a/_h", "1"), made("/_b", "1"))),
                        new Row("no path", all("/"), FOREIGN, of(made("//a", "1"), made("/a/./b", "1"))))
                .stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.what + ", " + row.scope, () -> assertThat(told(row)).containsExactly(row.told)))
                .toList();
    }

    private static List<String> told(Row row) {
        return new Folding(row.scope)
                .fold(NOW, row.events, row.past).stream()
                        .map(told -> told.action().word() + " " + told.path() + (told.dir() ? "/" : "")
                                + (told.before() == null
                                        ? ""
                                        : " was " + told.before().valueText()))
                        .toList();
    }

    @Test
    void indexesAreRevisions() {
        Told swapped = new Folding(one("/a"))
                .fold(NOW, of(written("/a", "2", "1")), act("compareAndSwap", "/a"))
                .get(0);
        assertThat(swapped.revision()).isEqualTo(NOW);
        assertThat(swapped.created()).isEqualTo(BEFORE);
        Told made = new Folding(one("/a"))
                .fold(NOW, of(made("/a", "2")), act("create", "/a"))
                .get(0);
        assertThat(made.created()).isEqualTo(NOW);
        Told gone = new Folding(one("/a"))
                .fold(NOW, of(deleted("/a", "2")), FOREIGN)
                .get(0);
        assertThat(gone.created()).isEqualTo(BEFORE);
        assertThat(gone.now()).isNull();
    }

    @Test
    void looksOnlyWhereSomethingMayBeTold() {
        assertThat(new Folding(one("/a")).concerns(of(made("/a-b", "1")))).isFalse();
        assertThat(new Folding(all("/")).concerns(of(made("/_locks/", ""), made("/_locks/x", "1"))))
                .isFalse();
        assertThat(new Folding(all("/")).concerns(of(made("/_locks/x", "1"), made("/a", "1"))))
                .isTrue();
        assertThat(new Folding(all("/a")).concerns(of(deleted("/a/_h", "1")))).isTrue();
        assertThat(new Folding(all("/")).concerns(of(made("//a", "1"), made("/", "1"))))
                .isFalse();
    }

    @Test
    void looksAboveOnlyWhereAllThatIsWatchedWent() {
        assertThat(new Folding(all("/a/b")).mayBeRemovedFromAbove(of(deleted("/a/b/c", "1"))))
                .isFalse();
        assertThat(new Folding(all("/a/b")).mayBeRemovedFromAbove(of(deleted("/a/b/", ""))))
                .isTrue();
        assertThat(new Folding(one("/a/b")).mayBeRemovedFromAbove(of(deleted("/a/b", "1"))))
                .isTrue();
        assertThat(new Folding(one("/a/b")).mayBeRemovedFromAbove(of(made("/a/b", "1"))))
                .isFalse();
    }

    private static Scope one(String key) {
        return new Scope(key, false);
    }

    private static Scope all(String key) {
        return new Scope(key, true);
    }

    private static List<WatchEvent> of(WatchEvent... events) {
        return List.of(events);
    }

    private static Past act(String action, String key) {
        return new Past(Optional.of(new Act(V2Action.of(action), key, false, false)), List.of());
    }

    private static Past actDir(String action, String key) {
        return removed(action, key);
    }

    private static Past silent(String action, String key) {
        return new Past(Optional.of(new Act(V2Action.of(action), key, false, true)), List.of());
    }

    private static Past removed(String action, String key, String... above) {
        return new Past(Optional.of(new Act(V2Action.of(action), key, true, false)), directories(0, above));
    }

    private static Past gone(long lease, String... above) {
        return new Past(Optional.empty(), directories(lease, above));
    }

    private static List<RemovedDirectory> directories(long lease, String... paths) {
        return List.of(paths).stream()
                .map(path -> new RemovedDirectory(path, kv(path + "/", "", BEFORE, BEFORE, lease)))
                .toList();
    }
}
