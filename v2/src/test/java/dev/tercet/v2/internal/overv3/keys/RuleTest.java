package dev.tercet.v2.internal.overv3.keys;

import static dev.tercet.v2.internal.error.V2Codes.COMPARE_FAILED;
import static dev.tercet.v2.internal.error.V2Codes.DIRECTORY_NOT_EMPTY;
import static dev.tercet.v2.internal.error.V2Codes.KEY_EXISTS;
import static dev.tercet.v2.internal.error.V2Codes.NOT_DIRECTORY;
import static dev.tercet.v2.internal.error.V2Codes.NOT_FILE;
import static dev.tercet.v2.internal.error.V2Codes.ROOT_READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tercet.kv.Bytes;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.overv3.keys.Verdict.Deleted;
import dev.tercet.v2.internal.overv3.keys.Verdict.Missing;
import dev.tercet.v2.internal.overv3.keys.Verdict.Refused;
import dev.tercet.v2.internal.overv3.keys.Verdict.Retimed;
import dev.tercet.v2.internal.overv3.keys.Verdict.Written;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes of each kind of call on each kind of store. */
class RuleTest {
    private static final Scene NOTHING = Scenes.at("/a/b");
    private static final Scene FILE = Scenes.at("/a/b", "/a/", "/a/b");
    private static final Scene EMPTY = Scenes.at("/a/b", "/a/", "/a/b/");
    private static final Scene FULL = Scenes.at("/a/b", "/a/", "/a/b/", "/a/b/c");
    private static final Scene FOREIGN = Scenes.at("/a/b", "/a/b/c/d");
    private static final Scene BLOCKED = Scenes.at("/a/b", "/a");
    // A key hides what is below it.
    private static final Scene BOTH = Scenes.at("/a/b", "/a/", "/a/b", "/a/b/c");
    private static final Scene ROOT = Scenes.at("/", "/a");

    static Stream<Arguments> writes() {
        V2Write set = V2Write.value("/a/b", "y");
        V2Write dir = V2Write.directory("/a/b");
        V2Write refresh = V2Write.refresh("/a/b", Duration.ofSeconds(5));
        return Stream.of(
                arguments(set, NOTHING, written(V2Action.SET, false, "y")),
                arguments(set, FILE, written(V2Action.SET, false, "y")),
                arguments(set, BOTH, written(V2Action.SET, false, "y")),
                arguments(set, EMPTY, refused(NOT_FILE, "/a/b")),
                arguments(set, FULL, refused(NOT_FILE, "/a/b")),
                arguments(set, FOREIGN, refused(NOT_FILE, "/a/b")),
                arguments(set, BLOCKED, refused(NOT_DIRECTORY, "/a")),
                arguments(set, ROOT, refused(ROOT_READ_ONLY, "/")),
                arguments(set.ifAbsent(), NOTHING, written(V2Action.CREATE, false, "y")),
                arguments(set.ifAbsent(), FILE, refused(KEY_EXISTS, "/a/b")),
                arguments(set.ifAbsent(), EMPTY, refused(KEY_EXISTS, "/a/b")),
                arguments(set.ifAbsent(), FOREIGN, refused(KEY_EXISTS, "/a/b")),
                arguments(set.ifAbsent(), BLOCKED, refused(NOT_DIRECTORY, "/a")),
                arguments(set.ifExists(), NOTHING, new Missing()),
                arguments(set.ifExists(), FILE, written(V2Action.UPDATE, false, "y")),
                arguments(set.ifExists(), EMPTY, refused(NOT_FILE, "/a/b")),
                arguments(set.withValue("").ifExists(), EMPTY, new Retimed(V2Action.UPDATE, false)),
                arguments(set.ifPrevValue("x"), FILE, written(V2Action.COMPARE_AND_SWAP, false, "y")),
                arguments(set.ifPrevIndex(7), FILE, written(V2Action.COMPARE_AND_SWAP, false, "y")),
                arguments(set.ifPrevIndex(7).ifExists(), FILE, written(V2Action.COMPARE_AND_SWAP, false, "y")),
                arguments(set.ifPrevValue("z"), FILE, refused(COMPARE_FAILED, "[z != x]")),
                arguments(set.ifPrevIndex(8), FILE, refused(COMPARE_FAILED, "[8 != 7]")),
                arguments(set.ifPrevIndex(8).ifPrevValue("x"), FILE, refused(COMPARE_FAILED, "[8 != 7]")),
                arguments(set.ifPrevIndex(8).ifPrevValue("z"), FILE, refused(COMPARE_FAILED, "[z != x] [8 != 7]")),
                arguments(set.ifPrevIndex(7), EMPTY, refused(NOT_FILE, "/a/b")),
                arguments(set.ifPrevIndex(7), NOTHING, new Missing()),
                arguments(set.ifPrevIndex(7), BLOCKED, refused(NOT_DIRECTORY, "/a")),
                arguments(dir, NOTHING, written(V2Action.SET, true, "")),
                arguments(dir, FILE, written(V2Action.SET, true, "")),
                arguments(dir, EMPTY, refused(NOT_FILE, "/a/b")),
                arguments(dir, FOREIGN, refused(NOT_FILE, "/a/b")),
                arguments(dir.ifAbsent(), NOTHING, written(V2Action.CREATE, true, "")),
                arguments(dir.ifAbsent(), EMPTY, refused(KEY_EXISTS, "/a/b")),
                arguments(dir.ifExists(), FULL, new Retimed(V2Action.UPDATE, false)),
                arguments(dir.ifExists(), FOREIGN, new Retimed(V2Action.UPDATE, false)),
                arguments(dir.ifExists(), FILE, written(V2Action.UPDATE, false, "")),
                arguments(refresh, FILE, new Written(V2Action.UPDATE, false, Bytes.of("x"), true)),
                arguments(refresh, EMPTY, new Retimed(V2Action.UPDATE, true)),
                arguments(refresh, NOTHING, new Missing()),
                arguments(
                        refresh.ifPrevValue("x"),
                        FILE,
                        new Written(V2Action.COMPARE_AND_SWAP, false, Bytes.of("x"), true)),
                arguments(refresh.ifPrevIndex(7), EMPTY, refused(NOT_FILE, "/a/b")));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void ofWrites(V2Write write, Scene scene, Verdict verdict) {
        assertThat(WriteRule.decide(write, scene)).isEqualTo(verdict);
    }

    static Stream<Arguments> deletions() {
        V2Delete delete = V2Delete.of("/a/b");
        return Stream.of(
                arguments(delete, NOTHING, new Missing()),
                arguments(delete, FILE, new Deleted(V2Action.DELETE, false, false)),
                arguments(delete, BOTH, new Deleted(V2Action.DELETE, false, false)),
                arguments(delete.recursive(), FILE, new Deleted(V2Action.DELETE, false, false)),
                arguments(delete, EMPTY, refused(NOT_FILE, "/a/b")),
                arguments(delete, FOREIGN, refused(NOT_FILE, "/a/b")),
                arguments(delete, BLOCKED, refused(NOT_DIRECTORY, "/a")),
                arguments(delete, ROOT, refused(ROOT_READ_ONLY, "/")),
                arguments(delete.ifPrevIndex(1), ROOT, refused(NOT_FILE, "")),
                arguments(delete.directory(), EMPTY, new Deleted(V2Action.DELETE, true, false)),
                arguments(delete.directory(), FULL, refused(DIRECTORY_NOT_EMPTY, "/a/b")),
                arguments(delete.directory(), FOREIGN, refused(DIRECTORY_NOT_EMPTY, "/a/b")),
                arguments(delete.recursive(), FULL, new Deleted(V2Action.DELETE, true, true)),
                arguments(delete.recursive(), FOREIGN, new Deleted(V2Action.DELETE, true, true)),
                arguments(delete.ifPrevValue("x"), FILE, new Deleted(V2Action.COMPARE_AND_DELETE, false, false)),
                arguments(delete.ifPrevIndex(7), FILE, new Deleted(V2Action.COMPARE_AND_DELETE, false, false)),
                arguments(delete.ifPrevValue("z"), FILE, refused(COMPARE_FAILED, "[z != x]")),
                arguments(delete.ifPrevIndex(8), FILE, refused(COMPARE_FAILED, "[8 != 7]")),
                arguments(delete.ifPrevIndex(7).recursive(), FULL, refused(NOT_FILE, "/a/b")));
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void ofDeletions(V2Delete delete, Scene scene, Verdict verdict) {
        assertThat(DeleteRule.decide(delete, scene)).isEqualTo(verdict);
    }

    private static Verdict written(V2Action action, boolean dir, String value) {
        return new Written(action, dir, Bytes.of(value), false);
    }

    private static Verdict refused(V2Codes code, String cause) {
        return new Refused(code, cause);
    }
}
