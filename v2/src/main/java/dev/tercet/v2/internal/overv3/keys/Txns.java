package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.v2.internal.overv3.Act;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.overv3.keys.Verdict.Deleted;
import dev.tercet.v2.internal.overv3.keys.Verdict.Written;
import dev.tercet.v2.key.V2Action;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that change the store: each only if all that its scene tells, and that it is decided by, is still so. The notes
 * go along, and what is not a condition's business is left to whoever reads afterwards.
 */
final class Txns {
    /** How many directories are made by the way in one transaction, which has room for 128 conditions and as many operations. */
    static final int NEW_DIRECTORIES = 50;

    private Txns() {}

    /** Writes a key or makes a directory, with the directories above it. */
    static Txn write(Scene scene, Written written, long lease) {
        String file = Layout.file(scene.path());
        List<Compare> when = below(scene, scene.unmarked());
        own(scene, written, when);
        List<Op<?>> then = markers(scene, scene.unmarked());
        if (!written.dir()) {
            then.add(Put.of(file, written.value()).withLease(lease).returningPrevious());
        } else {
            if (scene.file() != null) {
                then.add(Delete.of(file).returningPrevious());
            }
            then.add(Put.of(Layout.marker(scene.path()), "").withLease(lease));
        }
        then.add(act(new Act(written.action(), scene.path(), written.dir(), written.silent())));
        return Txn.when(when).then(then);
    }

    // What asks nothing of the present value is not undone by another one: however many set a key at once, all get
    // through, and each is told by the transaction itself what was there before it.
    private static void own(Scene scene, Written written, List<Compare> when) {
        String path = scene.path();
        KeyValue file = scene.file();
        boolean any = !written.silent() && written.action() != V2Action.COMPARE_AND_SWAP;
        if (file == null) {
            // A key may come to be meanwhile, where it is not a new one that is wanted.
            if (written.action() != V2Action.SET || written.dir()) {
                when.add(Compare.missing(Layout.file(path)));
            }
            when.add(empty(path));
        } else if (!any) {
            when.add(unchanged(Layout.file(path), file));
        } else if (written.action() == V2Action.SET && scene.tree().isEmpty()) {
            when.add(empty(path));
        } else {
            when.add(Compare.exists(Layout.file(path)));
        }
    }

    /** What was at the path of a write until then, by the answer; null if nothing was. */
    static @Nullable KeyValue previous(TxnResult result) {
        return result.results().stream()
                .flatMap(done -> done instanceof PutResult put
                        ? put.previous().stream()
                        : done instanceof DeleteResult deleted ? deleted.previous().stream() : Stream.empty())
                .findFirst()
                .orElse(null);
    }

    /** Writes the next key in order. The note of the last one lets only one of several through, so that names rise as they come. */
    static Txn append(Scene scene, Written written, String path, String number, long lease) {
        List<Compare> when = below(scene, scene.unmarked());
        List<Op<?>> then = markers(scene, scene.unmarked());
        when.add(unchanged(Layout.seq(scene.path()), scene.seq()));
        absent(path, when);
        then.add(Put.of(Layout.file(path), written.value()).withLease(lease));
        // It goes with its directory; to have lost it does no harm.
        then.add(Put.of(Layout.seq(scene.path()), number).withLease(scene.inherited()));
        then.add(act(new Act(written.action(), path, false, written.silent())));
        return Txn.when(when).then(then);
    }

    /** Makes the outermost of the directories above, where they are too many for one transaction. */
    static Txn makeSome(Scene scene) {
        List<String> some = scene.unmarked().subList(0, NEW_DIRECTORIES);
        List<Op<?>> then = markers(scene, some);
        then.add(act(new Act(V2Action.SET, some.get(some.size() - 1), true, true)));
        return Txn.when(below(scene, some)).then(then);
    }

    /** Deletes. */
    static Txn delete(Scene scene, Deleted deleted) {
        String path = scene.path();
        KeyValue file = scene.file();
        if (file != null) {
            return removeFile(path, file.modRevision(), deleted.action());
        }
        List<Compare> when = new ArrayList<>();
        when.add(unchanged(Layout.marker(path), scene.marker()));
        if (!deleted.recursive()) {
            when.add(Compare.version(Layout.inside(path)).equalTo(0));
        }
        return removeTree(path, when, deleted.action());
    }

    /** Ends what was written to live no time at all. */
    static Txn expire(String path, boolean dir, long revision) {
        return dir
                ? removeTree(
                        path, List.of(Compare.modRevision(Layout.marker(path)).equalTo(revision)), V2Action.EXPIRE)
                : removeFile(path, revision, V2Action.EXPIRE);
    }

    private static Txn removeFile(String path, long revision, V2Action action) {
        return Txn.when(Compare.modRevision(Layout.file(path)).equalTo(revision))
                .then(Delete.of(Layout.file(path)), act(new Act(action, path, false, false)));
    }

    private static Txn removeTree(String path, List<Compare> when, V2Action action) {
        return Txn.when(when)
                .then(
                        Delete.of(Layout.tree(path)),
                        Delete.of(Layout.seq(path)),
                        Delete.of(Layout.seqsBelow(path)),
                        act(new Act(action, path, true, false)));
    }

    // The nearest directory that is there must be the same still, and live by the same lease; those below it must not
    // be there still.
    private static List<Compare> below(Scene scene, List<String> missing) {
        List<Compare> when = new ArrayList<>();
        KeyValue nearest = scene.nearest();
        if (nearest != null) {
            when.add(Compare.modRevision(nearest.key()).equalTo(nearest.modRevision()));
        }
        for (String path : missing) {
            when.add(Compare.missing(Layout.file(path)));
            when.add(Compare.missing(Layout.marker(path)));
        }
        return when;
    }

    private static List<Op<?>> markers(Scene scene, List<String> missing) {
        List<Op<?>> then = new ArrayList<>();
        missing.forEach(path -> then.add(Put.of(Layout.marker(path), "").withLease(scene.inherited())));
        return then;
    }

    private static void absent(String path, List<Compare> when) {
        when.add(Compare.missing(Layout.file(path)));
        when.add(empty(path));
    }

    private static Compare empty(String path) {
        return Compare.version(Layout.tree(path)).equalTo(0);
    }

    static Compare unchanged(String key, @Nullable KeyValue was) {
        return was == null ? Compare.missing(key) : Compare.modRevision(key).equalTo(was.modRevision());
    }

    static Put act(Act act) {
        return Put.of(Bytes.of(Layout.ACT), act.toBytes());
    }
}
