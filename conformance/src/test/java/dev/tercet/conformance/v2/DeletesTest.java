package dev.tercet.conformance.v2;

import static dev.tercet.conformance.v2.Case.does;
import static dev.tercet.conformance.v2.Case.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every deletion, wherever it may hit; and what was there before. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record DeletesTest(V2Target target) implements V2Contract {
    private Stream<DynamicTest> each(Stream<Case> cases) {
        return cases.map(one -> DynamicTest.dynamicTest(one.toString(), () -> one.run(v2(), fresh())));
    }

    @TestFactory
    Stream<DynamicTest> deletions() {
        Case.Step plain = (v2, key, index) -> v2.delete(key);
        Case.Step empty = (v2, key, index) -> v2.delete(V2Delete.of(key).directory());
        Case.Step all = (v2, key, index) -> v2.delete(V2Delete.of(key).recursive());
        return each(Stream.of(
                fails(Place.MISSING, "delete", V2Code.KEY_NOT_FOUND, plain),
                does(Place.FILE, "delete", V2Action.DELETE, plain),
                fails(Place.DIRECTORY, "delete", V2Code.NOT_FILE, plain),
                fails(Place.FULL, "delete", V2Code.NOT_FILE, plain),
                fails(Place.BELOW_FILE, "delete", V2Code.NOT_DIRECTORY, plain),
                fails(Place.ROOT, "delete", V2Code.ROOT_READ_ONLY, plain),
                fails(Place.MISSING, "delete a directory", V2Code.KEY_NOT_FOUND, empty),
                does(Place.FILE, "delete a directory", V2Action.DELETE, empty),
                does(Place.DIRECTORY, "delete a directory", V2Action.DELETE, empty),
                fails(Place.FULL, "delete a directory", V2Code.NOT_EMPTY, empty),
                fails(Place.ROOT, "delete a directory", V2Code.ROOT_READ_ONLY, empty),
                fails(Place.MISSING, "delete all", V2Code.KEY_NOT_FOUND, all),
                does(Place.FILE, "delete all", V2Action.DELETE, all),
                does(Place.DIRECTORY, "delete all", V2Action.DELETE, all),
                does(Place.FULL, "delete all", V2Action.DELETE, all),
                fails(Place.BELOW_FILE, "delete all", V2Code.NOT_DIRECTORY, all),
                fails(Place.ROOT, "delete all", V2Code.ROOT_READ_ONLY, all)));
    }

    @TestFactory
    Stream<DynamicTest> compares() {
        Case.Step byValue = (v2, key, index) -> v2.delete(V2Delete.of(key).ifPrevValue("old"));
        Case.Step wrongValue = (v2, key, index) -> v2.delete(V2Delete.of(key).ifPrevValue("other"));
        Case.Step byIndex = (v2, key, index) -> v2.delete(V2Delete.of(key).ifPrevIndex(index));
        Case.Step wrongIndex = (v2, key, index) -> v2.delete(V2Delete.of(key).ifPrevIndex(1));
        return each(Stream.of(
                does(Place.FILE, "delete by value", V2Action.COMPARE_AND_DELETE, byValue),
                fails(Place.FILE, "delete by a wrong value", V2Code.COMPARE_FAILED, wrongValue)
                        .about("[other != old]"),
                fails(Place.MISSING, "delete by value", V2Code.KEY_NOT_FOUND, byValue),
                fails(Place.DIRECTORY, "delete by value", V2Code.NOT_FILE, byValue),
                fails(Place.BELOW_FILE, "delete by value", V2Code.NOT_DIRECTORY, byValue),
                does(Place.FILE, "delete by index", V2Action.COMPARE_AND_DELETE, byIndex),
                fails(Place.FILE, "delete by a wrong index", V2Code.COMPARE_FAILED, wrongIndex)
                        .about("[1 != INDEX]"),
                fails(Place.MISSING, "delete by index", V2Code.KEY_NOT_FOUND, byIndex),
                does(
                        Place.FILE,
                        "delete by both",
                        V2Action.COMPARE_AND_DELETE,
                        (v2, key, index) ->
                                v2.delete(V2Delete.of(key).ifPrevIndex(index).ifPrevValue("old"))),
                fails(
                                Place.FILE,
                                "delete by both, wrongly",
                                V2Code.COMPARE_FAILED,
                                (v2, key, index) -> v2.delete(
                                        V2Delete.of(key).ifPrevIndex(1).ifPrevValue("other")))
                        .about("[other != old] [1 != INDEX]"),
                fails(
                        Place.DIRECTORY,
                        "delete a directory by index",
                        V2Code.NOT_FILE,
                        (v2, key, index) ->
                                v2.delete(V2Delete.of(key).directory().ifPrevIndex(index)))));
    }

    @Test
    void whatIsDeletedTellsWhatItWas() {
        String key = fresh();
        EtcdResult set = v2().set(key, "v");
        EtcdResult deleted = v2().delete(key);
        assertThat(deleted.prevNode()).contains(set.node());
        assertThat(deleted.createdIndex()).isEqualTo(set.createdIndex());
        assertThat(deleted.newKey()).isFalse();
    }

    @Test
    void whatIsPoppedIsWhatItWas() {
        String top = fresh();
        V2Node set = v2().set(top + "/a", "v").node();
        assertThat(v2().pop(top + "/a").node()).isEqualTo(set);
        Fails.with(V2Code.KEY_NOT_FOUND, top + "/a", () -> v2().pop(top + "/a"));
        EtcdResult popped = v2().pop(V2Delete.of(top).directory());
        assertThat(popped.dir()).isTrue();
        assertThat(popped.key()).isEqualTo(top);
        v2().set(top, "now a key");
        Fails.with(V2Code.COMPARE_FAILED, () -> v2().pop(V2Delete.of(top).ifPrevValue("other")));
        assertThat(v2().pop(V2Delete.of(top).ifPrevValue("now a key")).value()).contains("now a key");
    }

    @Test
    void aTreeGoesAsAWhole() {
        String top = fresh();
        v2().set(top + "/a/b/c", "1");
        v2().set(top + "/a/_hidden/d", "2");
        v2().set(top + "/a0", "3");
        v2().delete(V2Delete.of(top + "/a").recursive());
        assertThat(v2().contains(top + "/a/b/c")).isFalse();
        assertThat(v2().contains(top + "/a/_hidden/d")).isFalse();
        assertThat(v2().contains(top + "/a")).isFalse();
        assertThat(v2().contains(top + "/a0")).isTrue();
    }
}
