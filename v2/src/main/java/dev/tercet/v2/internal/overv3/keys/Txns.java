package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.v2.internal.overv3.Act;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.overv3.keys.Verdict.Deleted;
import dev.tercet.v2.internal.overv3.keys.Verdict.Written;
import dev.tercet.v2.key.V2Action;
import java.util.ArrayList;
import java.util.List;
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
        List<Compare> when = below(scene, scene.unmarked());
        List<Op<?>> then = markers(scene, scene.unmarked());
        KeyValue file = scene.file();
        if (file != null) {
            when.add(unchanged(Layout.file(scene.path()), file));
            if (written.dir()) {
                then.add(Delete.of(Layout.file(scene.path())));
            }
        } else {
            absent(scene.path(), when);
        }
        then.add(
                written.dir()
                        ? Put.of(Layout.marker(scene.path()), "").withLease(lease)
                        : Put.of(Layout.file(scene.path()), written.value()).withLease(lease));
        then.add(act(new Act(written.action(), scene.path(), written.dir(), written.silent())));
        return Txn.when(when).then(then);
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
        when.add(Compare.version(Layout.tree(path)).equalTo(0));
    }

    static Compare unchanged(String key, @Nullable KeyValue was) {
        return was == null ? Compare.missing(key) : Compare.modRevision(key).equalTo(was.modRevision());
    }

    static Put act(Act act) {
        return Put.of(Bytes.of(Layout.ACT), act.toBytes());
    }
}
