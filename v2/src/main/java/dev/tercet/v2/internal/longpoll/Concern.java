package dev.tercet.v2.internal.longpoll;

import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.watch.V2Watch;

/**
 * Whether what a server tells is meant for who asked.
 *
 * <p>Of what happens while a wait is parked, a server leaves out what is hidden. Of what it has in its history, it does not, and tells of
 * the end of a directory {@code /a} to who watches {@code /ab} too. Which of both it is depends on who was faster.
 */
final class Concern {
    private Concern() {}

    static boolean of(V2Watch watch, String path) {
        String key = watch.key();
        if (path.equals(key)) {
            return true;
        }
        if (isBelow(key, path)) {
            return watch.isRecursive() && !Paths.isHiddenBelow(key, path);
        }
        // A directory that ended with it.
        return isBelow(path, key);
    }

    private static boolean isBelow(String directory, String path) {
        return !path.equals(directory) && path.startsWith(directory.equals(Paths.ROOT) ? directory : directory + "/");
    }
}
