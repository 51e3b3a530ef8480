package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.explore.Exploration;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** The store within the server's steps is linearizable, and listeners hear of each revision once and in order. */
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class StoreLincheckTest {
    private final Apply apply = new Apply();
    private final Store store = new Store(apply);
    // Of the steps.
    private final List<Long> heard = new ArrayList<>();

    public StoreLincheckTest() {
        store.onCommit((revision, changes) -> heard.add(revision));
    }

    private static ByteString bytes(int number) {
        return ByteString.copyFromUtf8(Integer.toString(number));
    }

    @Operation
    public long put(@Param(name = "key") int key, @Param(name = "value") int value) {
        return apply.step(() -> {
            store.write(writing -> writing.put(bytes(key), bytes(value), 0));
            return store.revision();
        });
    }

    @Operation
    public String get(@Param(name = "key") int key) {
        return apply.step(() -> {
            KeyValue found = store.get(bytes(key));
            return found == null
                    ? "none"
                    : found.getValue().toStringUtf8() + " at " + found.getModRevision() + ", " + found.getVersion();
        });
    }

    @Operation
    public String delete(@Param(name = "key") int key) {
        return apply.step(() -> {
            store.write(writing -> writing.delete(KeyInterval.of(bytes(key))));
            return "at " + store.revision();
        });
    }

    /** A transaction: writes where a key has this value. */
    @Operation
    public boolean swap(@Param(name = "key") int key, @Param(name = "value") int from, @Param(name = "value") int to) {
        return apply.step(() -> {
            KeyValue found = store.get(bytes(key));
            boolean matches = found != null && found.getValue().equals(bytes(from));
            if (matches) {
                store.write(writing -> writing.put(bytes(key), bytes(to), 0));
            }
            return matches;
        });
    }

    @Operation
    public long compact() {
        return apply.step(() -> {
            store.compact(store.revision());
            return store.compactRevision();
        });
    }

    @Operation
    public int history() {
        List<Long> revisions = new ArrayList<>();
        return apply.step(() -> {
            long from = Math.max(1, store.compactRevision());
            store.history(from, Integer.MAX_VALUE, (revision, changes) -> revisions.add(revision));
            return revisions.size();
        });
    }

    @Validate
    public void heardOfEachRevision() {
        for (int at = 0; at < heard.size(); at++) {
            if (heard.get(at) != at + 2) {
                throw new IllegalStateException("heard of " + heard);
            }
        }
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(Exploration.scaled(2))
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(2)
                .actorsAfter(1)
                .check(getClass());
    }
}
