package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.overv3.keys.Verdict.Missing;
import dev.tercet.v2.internal.overv3.keys.Verdict.Refused;
import dev.tercet.v2.internal.overv3.keys.Verdict.Retimed;
import dev.tercet.v2.internal.overv3.keys.Verdict.Written;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.key.V2Write.Kind;
import java.util.Optional;

/** What comes of a write. In the order in which v2 servers look, so that the same of two errors is found. */
final class WriteRule {
    private WriteRule() {}

    static Verdict decide(V2Write write, Scene scene) {
        boolean append = write.kind() == Kind.IN_ORDER;
        if (scene.path().equals(Paths.ROOT) && !append) {
            return new Refused(V2Codes.ROOT_READ_ONLY, Paths.ROOT);
        }
        Optional<String> blocked = scene.blockedBy();
        if (blocked.isPresent()) {
            return new Refused(V2Codes.NOT_DIRECTORY, blocked.get());
        }
        return append ? new Written(V2Action.CREATE, false, value(write), false) : decide(action(write), write, scene);
    }

    private static Verdict decide(V2Action action, V2Write write, Scene scene) {
        return switch (action) {
            case CREATE -> scene.own() != null ? refused(V2Codes.KEY_EXISTS, scene) : fresh(action, write);
            case SET -> scene.isDirectory() ? refused(V2Codes.NOT_FILE, scene) : fresh(action, write);
            case UPDATE -> update(write, scene);
            default -> swap(write, scene);
        };
    }

    /** Which of v2's operations a write is. */
    private static V2Action action(V2Write write) {
        if (write.prevExist().isPresent() && !write.prevExist().get()) {
            return V2Action.CREATE;
        }
        if (write.prevValue().isPresent() || write.prevIndex().isPresent()) {
            return V2Action.COMPARE_AND_SWAP;
        }
        return write.prevExist().isPresent() ? V2Action.UPDATE : V2Action.SET;
    }

    private static Verdict fresh(V2Action action, V2Write write) {
        return new Written(action, write.kind() == Kind.DIRECTORY, value(write), false);
    }

    private static Verdict update(V2Write write, Scene scene) {
        KeyValue file = scene.file();
        if (file != null) {
            return over(V2Action.UPDATE, write, file);
        }
        if (!scene.isDirectory()) {
            return new Missing();
        }
        return value(write).isEmpty()
                ? new Retimed(V2Action.UPDATE, write.kind() == Kind.REFRESH)
                : refused(V2Codes.NOT_FILE, scene);
    }

    private static Verdict swap(V2Write write, Scene scene) {
        KeyValue file = scene.file();
        if (file == null) {
            return scene.isDirectory() ? refused(V2Codes.NOT_FILE, scene) : new Missing();
        }
        return Conditions.mismatch(file, write.prevValue(), write.prevIndex())
                .<Verdict>map(cause -> new Refused(V2Codes.COMPARE_FAILED, cause))
                .orElseGet(() -> over(V2Action.COMPARE_AND_SWAP, write, file));
    }

    // A key stays a key, whatever it is said to be: servers empty it when they are told to update it as a directory.
    private static Written over(V2Action action, V2Write write, KeyValue file) {
        boolean silent = write.kind() == Kind.REFRESH;
        return new Written(action, false, silent ? file.value() : value(write), silent);
    }

    private static Bytes value(V2Write write) {
        return Bytes.of(write.value().orElse(""));
    }

    private static Refused refused(V2Codes code, Scene scene) {
        return new Refused(code, scene.path());
    }
}
