package dev.tercet.v2.internal.path;

import java.util.ArrayList;
import java.util.List;

/** Paths as v2 servers write them: a slash at the beginning, none at the end, and nothing empty between. */
public final class Paths {
    /** The root's. */
    public static final String ROOT = "/";

    private Paths() {}

    /**
     * A path in the form that servers give it: {@code .} and {@code ..} are followed as far as the root, slashes made one.
     *
     * @param what the argument, for messages
     * @throws IllegalArgumentException if it is no Unicode text
     */
    public static String clean(String what, String path) {
        List<String> parts = new ArrayList<>();
        for (String part : Texts.whole(what, path).split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return ROOT + String.join("/", parts);
    }

    /** The path of what is so called in a directory. */
    public static String child(String directory, String name) {
        return directory.equals(ROOT) ? ROOT + name : directory + "/" + name;
    }

    /** The directory that a path is in; the root is in itself. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? ROOT : path.substring(0, slash);
    }

    /** The directories above a path, the root left out, outermost first. */
    public static List<String> ancestors(String path) {
        List<String> above = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            above.add(path.substring(0, slash));
        }
        return above;
    }

    /** Whether any part below a directory begins with an underscore, so that its listings leave it out. */
    public static boolean isHiddenBelow(String directory, String path) {
        String below = directory.equals(ROOT) ? path : path.substring(directory.length());
        return below.contains("/_");
    }
}
