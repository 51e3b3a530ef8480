package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.overv3.keys.Verdict.Deleted;
import dev.tercet.v2.internal.overv3.keys.Verdict.Missing;
import dev.tercet.v2.internal.overv3.keys.Verdict.Refused;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import java.util.Optional;

/** What comes of a deletion. In the order in which v2 servers look, so that the same of two errors is found. */
final class DeleteRule {
    private DeleteRule() {}

    static Verdict decide(V2Delete delete, Scene scene) {
        if (scene.path().equals(Paths.ROOT)) {
            // As servers say it: to compare with the root they look for a key first.
            return delete.isCompare()
                    ? new Refused(V2Codes.NOT_FILE, "")
                    : new Refused(V2Codes.ROOT_READ_ONLY, Paths.ROOT);
        }
        Optional<String> blocked = scene.blockedBy();
        if (blocked.isPresent()) {
            return new Refused(V2Codes.NOT_DIRECTORY, blocked.get());
        }
        KeyValue file = scene.file();
        if (file != null) {
            return file(delete, file);
        }
        return scene.isDirectory() ? directory(delete, scene) : new Missing();
    }

    private static Verdict file(V2Delete delete, KeyValue file) {
        V2Action action = delete.isCompare() ? V2Action.COMPARE_AND_DELETE : V2Action.DELETE;
        return Conditions.mismatch(file, delete.prevValue(), delete.prevIndex())
                .<Verdict>map(cause -> new Refused(V2Codes.COMPARE_FAILED, cause))
                .orElseGet(() -> new Deleted(action, false, false));
    }

    private static Verdict directory(V2Delete delete, Scene scene) {
        if (delete.isCompare() || (!delete.isDirectory() && !delete.isRecursive())) {
            return new Refused(V2Codes.NOT_FILE, scene.path());
        }
        if (scene.isInhabited() && !delete.isRecursive()) {
            return new Refused(V2Codes.DIRECTORY_NOT_EMPTY, scene.path());
        }
        return new Deleted(V2Action.DELETE, true, delete.isRecursive());
    }
}
