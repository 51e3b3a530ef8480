package dev.tercet.explore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went wrong, and by which moves: no shorter path leads to it, unless it was met on a walk. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    private final transient List<String> path;

    Violation(List<String> path, @Nullable Throwable cause) {
        this("", path, cause);
    }

    private Violation(String where, List<String> path, @Nullable Throwable cause) {
        super(where + "after " + path + ": " + cause, cause);
        this.path = List.copyOf(path);
    }

    /** The same, with what has the walk again. */
    Violation onAWalk(String again) {
        return new Violation("on a walk of " + again + ", ", path, getCause());
    }

    /** The names of the moves. */
    public List<String> path() {
        return path;
    }
}
