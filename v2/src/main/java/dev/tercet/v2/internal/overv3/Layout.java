package dev.tercet.v2.internal.overv3;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.v2.internal.path.Paths;
import java.util.Optional;

/**
 * How v2's paths lie in the v3 store, within the client's namespace.
 *
 * <ul>
 *   <li>The key {@code /a/b} is the key {@code /a/b}, and its value the value: tools for v3 see and write plain keys.
 *   <li>The directory {@code /a} is the key {@code /a/}, the marker, which is empty. Directories that a write makes on its way have one
 *       too. A directory is also there without it, as long as anything is below it.
 *   <li>What the emulation notes for itself is below {@code _v2/}, which is no path: {@link #ACT} and {@link #seq(String)}.
 * </ul>
 */
public final class Layout {
    /** Where the emulation's own notes are. */
    public static final String NOTES = "_v2/";

    /** Which write of the v2 API was the last, in words: see {@link Act}. */
    public static final String ACT = NOTES + "act";

    /** What the names of the notes of keys in order begin with, before the path of the directory. */
    public static final String SEQS = NOTES + "seq";

    private Layout() {}

    /** The key of a file; a root has none. */
    public static String file(String path) {
        return path;
    }

    /** The key of a directory, with which the keys of all in it begin. */
    public static String marker(String path) {
        return path.equals(Paths.ROOT) ? path : path + "/";
    }

    /** A directory's marker, and all that is below it. */
    public static KeyRange tree(String path) {
        return KeyRange.prefix(marker(path));
    }

    /** All that is below a directory, without its marker. */
    public static KeyRange inside(String path) {
        Bytes marker = Bytes.of(marker(path));
        return KeyRange.between(marker.next(), KeyRange.endOfPrefix(marker));
    }

    /** The note of the last key in order below a directory, which is there once one was made. */
    public static String seq(String path) {
        return SEQS + path;
    }

    /** The notes of the last keys in order in the directories below a directory. */
    public static KeyRange seqsBelow(String path) {
        return KeyRange.prefix(seq(marker(path)));
    }

    /**
     * What a key of the store is, in v2's terms.
     *
     * @return empty for what has no path there: notes, keys without a slash at the beginning, and those with a part that is empty,
     *     {@code .} or {@code ..}
     */
    public static Optional<Place> place(Bytes key) {
        String text = key.utf8();
        boolean marker = text.endsWith("/");
        String path = marker && text.length() > 1 ? text.substring(0, text.length() - 1) : text;
        return text.startsWith("/")
                        && Paths.clean("key", path).equals(path)
                        && marker(path).equals(marker ? text : text + "/")
                ? Optional.of(new Place(path, marker))
                : Optional.empty();
    }

    /**
     * A path that a key stands for.
     *
     * @param path in the form that v2 servers give it
     * @param dir whether the key is a directory's marker
     */
    public record Place(String path, boolean dir) {}
}
