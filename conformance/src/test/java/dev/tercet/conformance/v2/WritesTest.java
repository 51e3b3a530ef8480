package dev.tercet.conformance.v2;

import static dev.tercet.conformance.v2.Case.does;
import static dev.tercet.conformance.v2.Case.fails;

import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every write with every condition, wherever it may hit. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record WritesTest(V2Target target) implements V2Contract {
    private Stream<DynamicTest> each(Stream<Case> cases) {
        return cases.map(one -> DynamicTest.dynamicTest(one.toString(), () -> one.run(v2(), fresh())));
    }

    @TestFactory
    Stream<DynamicTest> values() {
        Case.Step set = (v2, key, index) -> v2.set(key, "new");
        Case.Step create =
                (v2, key, index) -> v2.write(V2Write.value(key, "new").ifAbsent());
        Case.Step update =
                (v2, key, index) -> v2.write(V2Write.value(key, "new").ifExists());
        return each(Stream.of(
                does(Place.MISSING, "set", V2Action.SET, set),
                does(Place.FILE, "set", V2Action.SET, set),
                fails(Place.DIRECTORY, "set", V2Code.NOT_FILE, set),
                fails(Place.FULL, "set", V2Code.NOT_FILE, set),
                fails(Place.BELOW_FILE, "set", V2Code.NOT_DIRECTORY, set),
                fails(Place.ROOT, "set", V2Code.ROOT_READ_ONLY, set),
                does(Place.MISSING, "create", V2Action.CREATE, create),
                fails(Place.FILE, "create", V2Code.KEY_EXISTS, create),
                fails(Place.DIRECTORY, "create", V2Code.KEY_EXISTS, create),
                fails(Place.BELOW_FILE, "create", V2Code.NOT_DIRECTORY, create),
                fails(Place.ROOT, "create", V2Code.ROOT_READ_ONLY, create),
                fails(Place.MISSING, "update", V2Code.KEY_NOT_FOUND, update),
                does(Place.FILE, "update", V2Action.UPDATE, update),
                fails(Place.DIRECTORY, "update", V2Code.NOT_FILE, update),
                fails(Place.BELOW_FILE, "update", V2Code.NOT_DIRECTORY, update),
                fails(Place.ROOT, "update", V2Code.ROOT_READ_ONLY, update)));
    }

    @TestFactory
    Stream<DynamicTest> compares() {
        Case.Step swap = (v2, key, index) -> v2.testAndSet(key, "new", "old");
        Case.Step wrongValue = (v2, key, index) -> v2.testAndSet(key, "new", "other");
        Case.Step atIndex =
                (v2, key, index) -> v2.write(V2Write.value(key, "new").ifPrevIndex(index));
        Case.Step wrongIndex =
                (v2, key, index) -> v2.write(V2Write.value(key, "new").ifPrevIndex(1));
        Case.Step both = (v2, key, index) -> v2.write(
                V2Write.value(key, "new").ifPrevIndex(index).ifPrevValue("old").ifExists());
        Case.Step neither = (v2, key, index) ->
                v2.write(V2Write.value(key, "new").ifPrevIndex(1).ifPrevValue("other"));
        Case.Step onlyIndex = (v2, key, index) ->
                v2.write(V2Write.value(key, "new").ifPrevIndex(index).ifPrevValue("other"));
        Case.Step onlyValue = (v2, key, index) ->
                v2.write(V2Write.value(key, "new").ifPrevIndex(1).ifPrevValue("old"));
        return each(Stream.of(
                does(Place.FILE, "swap by value", V2Action.COMPARE_AND_SWAP, swap),
                fails(Place.FILE, "swap by a wrong value", V2Code.COMPARE_FAILED, wrongValue)
                        .about("[other != old]"),
                fails(Place.MISSING, "swap by value", V2Code.KEY_NOT_FOUND, swap),
                fails(Place.DIRECTORY, "swap by value", V2Code.NOT_FILE, swap),
                fails(Place.BELOW_FILE, "swap by value", V2Code.NOT_DIRECTORY, swap),
                fails(Place.ROOT, "swap by value", V2Code.ROOT_READ_ONLY, swap),
                does(Place.FILE, "swap by index", V2Action.COMPARE_AND_SWAP, atIndex),
                fails(Place.FILE, "swap by a wrong index", V2Code.COMPARE_FAILED, wrongIndex)
                        .about("[1 != INDEX]"),
                fails(Place.MISSING, "swap by index", V2Code.KEY_NOT_FOUND, atIndex),
                fails(Place.DIRECTORY, "swap by index", V2Code.NOT_FILE, atIndex),
                does(Place.FILE, "swap by value and index", V2Action.COMPARE_AND_SWAP, both),
                fails(Place.FILE, "swap by a wrong value and index", V2Code.COMPARE_FAILED, neither)
                        .about("[other != old] [1 != INDEX]"),
                fails(Place.FILE, "swap by a wrong value", V2Code.COMPARE_FAILED, onlyIndex)
                        .about("[other != old]"),
                fails(Place.FILE, "swap by a wrong index", V2Code.COMPARE_FAILED, onlyValue)
                        .about("[1 != INDEX]")));
    }

    @TestFactory
    Stream<DynamicTest> directories() {
        Case.Step make = (v2, key, index) -> v2.makeDirectory(key);
        Case.Step create = (v2, key, index) -> v2.write(V2Write.directory(key).ifAbsent());
        Case.Step update = (v2, key, index) ->
                v2.write(V2Write.directory(key).withTtl(Duration.ofSeconds(100)).ifExists());
        Stream<Case> cases = Stream.of(
                does(Place.MISSING, "make a directory", V2Action.SET, make),
                does(Place.FILE, "make a directory", V2Action.SET, make),
                fails(Place.DIRECTORY, "make a directory", V2Code.NOT_FILE, make),
                fails(Place.BELOW_FILE, "make a directory", V2Code.NOT_DIRECTORY, make),
                fails(Place.ROOT, "make a directory", V2Code.ROOT_READ_ONLY, make),
                does(Place.MISSING, "create a directory", V2Action.CREATE, create),
                fails(Place.FILE, "create a directory", V2Code.KEY_EXISTS, create),
                fails(Place.DIRECTORY, "create a directory", V2Code.KEY_EXISTS, create),
                fails(Place.MISSING, "update a directory", V2Code.KEY_NOT_FOUND, update),
                fails(Place.BELOW_FILE, "update a directory", V2Code.NOT_DIRECTORY, update),
                fails(Place.ROOT, "update a directory", V2Code.ROOT_READ_ONLY, update));
        Stream<Case> updates = Stream.of(
                does(Place.DIRECTORY, "update a directory", V2Action.UPDATE, update),
                does(Place.FULL, "update a directory", V2Action.UPDATE, update));
        return each(target.lacks(V2Capability.DIRECTORY_UPDATES).isEmpty() ? Stream.concat(cases, updates) : cases);
    }

    @TestFactory
    Stream<DynamicTest> inOrderAndRefreshes() {
        Case.Step append = (v2, key, index) -> v2.append(key, "new");
        Case.Step refresh = (v2, key, index) -> v2.refresh(key, Duration.ofSeconds(100));
        return each(Stream.of(
                does(Place.MISSING, "append", V2Action.CREATE, append),
                does(Place.DIRECTORY, "append", V2Action.CREATE, append),
                does(Place.FULL, "append", V2Action.CREATE, append),
                fails(Place.FILE, "append", V2Code.NOT_DIRECTORY, append).about("KEY"),
                fails(Place.BELOW_FILE, "append", V2Code.NOT_DIRECTORY, append),
                fails(Place.MISSING, "refresh", V2Code.KEY_NOT_FOUND, refresh),
                does(Place.FILE, "refresh", V2Action.UPDATE, refresh),
                fails(Place.BELOW_FILE, "refresh", V2Code.NOT_DIRECTORY, refresh),
                fails(Place.ROOT, "refresh", V2Code.ROOT_READ_ONLY, refresh),
                does(
                        Place.FILE,
                        "refresh by value",
                        V2Action.COMPARE_AND_SWAP,
                        (v2, key, index) -> v2.write(
                                V2Write.refresh(key, Duration.ofSeconds(100)).ifPrevValue("old"))),
                does(
                        Place.FILE,
                        "refresh by index",
                        V2Action.COMPARE_AND_SWAP,
                        (v2, key, index) -> v2.write(
                                V2Write.refresh(key, Duration.ofSeconds(100)).ifPrevIndex(index))),
                fails(
                                Place.FILE,
                                "refresh by a wrong index",
                                V2Code.COMPARE_FAILED,
                                (v2, key, index) -> v2.write(V2Write.refresh(key, Duration.ofSeconds(100))
                                        .ifPrevIndex(1)))
                        .about("[1 != INDEX]")));
    }
}
