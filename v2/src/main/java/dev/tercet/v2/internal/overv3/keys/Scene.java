package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.overv3.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the store to decide on a call, all at one revision.
 *
 * @param path what the call is about; for a key in order its directory, which is then the last of those above
 * @param above the directories above, outermost first, the root left out
 * @param file the key that has the path for its name
 * @param tree the first keys that are there if the path is a directory: the marker and what is below it
 * @param seq the note of the last key in order
 * @param header of the answer
 */
record Scene(
        String path,
        List<Above> above,
        @Nullable KeyValue file,
        List<KeyValue> tree,
        boolean more,
        @Nullable KeyValue seq,
        Header header) {

    /** A directory above, as far as is known of it by name: it may also be there without a marker. */
    record Above(
            String path, @Nullable KeyValue file, @Nullable KeyValue marker) {}

    long revision() {
        return header.revision();
    }

    /** The same but for the key: the one that a write found when it was made. */
    Scene withFile(@Nullable KeyValue found) {
        return new Scene(path, above, found, tree, more, seq, header);
    }

    /** The key that is where a directory above ought to be. */
    Optional<String> blockedBy() {
        return above.stream()
                .filter(step -> step.file() != null)
                .map(Above::path)
                .findFirst();
    }

    /** The nearest directory above that has a marker: those above it have one too, or are there because of it. */
    @Nullable
    KeyValue nearest() {
        for (int i = above.size() - 1; i >= 0; i--) {
            KeyValue marker = above.get(i).marker();
            if (marker != null) {
                return marker;
            }
        }
        return null;
    }

    /** The directories above that lack a marker, below the nearest that has one. */
    List<String> unmarked() {
        List<String> paths = new ArrayList<>();
        for (int i = above.size() - 1; i >= 0 && above.get(i).marker() == null; i--) {
            paths.add(0, above.get(i).path());
        }
        return paths;
    }

    /** The lease that whatever is made here lives by if it has none of its own; 0 for none. */
    long inherited() {
        KeyValue nearest = nearest();
        return nearest == null ? 0 : nearest.lease();
    }

    /** A key hides what is below it, which only others than us can have written. */
    boolean isDirectory() {
        return file == null && !tree.isEmpty();
    }

    /** The path's own marker. */
    @Nullable
    KeyValue marker() {
        return !tree.isEmpty() && tree.get(0).key().equals(Bytes.of(Layout.marker(path))) ? tree.get(0) : null;
    }

    /** Whether anything is in the directory. */
    boolean isInhabited() {
        return tree.size() > (marker() == null ? 0 : 1);
    }

    /** What stands for the path: the key, the marker, or the first of what is below; null if there is nothing. */
    @Nullable
    KeyValue own() {
        return file != null ? file : tree.isEmpty() ? null : tree.get(0);
    }

    /** The lease that is the node's own; 0 if it has none, or lives as long as its directory. */
    long ownLease() {
        KeyValue node = file != null ? file : marker();
        return node == null || node.lease() == inherited() ? 0 : node.lease();
    }
}
