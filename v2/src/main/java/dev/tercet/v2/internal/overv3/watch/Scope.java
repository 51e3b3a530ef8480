package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.kv.KeyRange;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.watch.V2Watch;

/**
 * What a watch is of, by v2's rules.
 *
 * @param key the path
 * @param recursive whether all below it is meant too
 */
record Scope(String key, boolean recursive) {
    static Scope of(V2Watch watch) {
        return new Scope(watch.key(), watch.isRecursive());
    }

    /**
     * The keys of the store that tell of it. It is one range, since the order of changes is that of a range: the file and the directory
     * of that name, what sorts between them, which is others' and is passed over, and all that is below, if it is recursive.
     */
    KeyRange range() {
        String marker = Layout.marker(key);
        if (recursive) {
            KeyRange tree = KeyRange.prefix(marker);
            return key.equals(Paths.ROOT)
                    ? tree
                    : new KeyRange(KeyRange.of(Layout.file(key)).key(), tree.end());
        }
        // The root is never written, so that nothing is ever told of it alone.
        return key.equals(Paths.ROOT) ? KeyRange.of(marker) : KeyRange.between(Layout.file(key), marker + "\0");
    }

    /** Whether a path is the one that is watched, or one below it in a recursive watch, hidden or not. */
    boolean holds(String path) {
        return path.equals(key) || (recursive && isBelow(key, path));
    }

    /**
     * Whether what happens to a path is told. What is hidden is told to those only who name it, or a directory within it; and nothing ever
     * happens to the root.
     */
    boolean tells(String path) {
        return (path.equals(key) && !path.equals(Paths.ROOT))
                || (recursive && isBelow(key, path) && !Paths.isHiddenBelow(key, path));
    }

    /** Whether a path is anywhere below a directory. */
    static boolean isBelow(String directory, String path) {
        return !path.equals(directory)
                && (directory.equals(Paths.ROOT)
                        || (path.startsWith(directory) && path.charAt(directory.length()) == '/'));
    }
}
