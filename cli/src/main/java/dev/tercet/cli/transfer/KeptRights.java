package dev.tercet.cli.transfer;

import dev.tercet.cli.connect.OwnersAlone;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a file says of who may read it, for the one that takes its place. What somebody else put there says nothing of what we want, unless
 * nobody else could have: then it was given to its owner, and is still his.
 *
 * @param old the file, in its folder itself and not behind a link to that, whose rights would be everybody's
 * @param owners whose files are
 */
record KeptRights(Path old, Owners owners) {
    private static final Set<PosixFilePermission> OF_GROUP =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    /** Of the files themselves: either may have been replaced by a link to another. */
    void giveTo(Path made) throws IOException {
        if (!OwnersAlone.areKnown(old) || !Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(made, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes kept = Files.readAttributes(old, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (owners.areSame(old, made) || isOwnerKept(view, kept)) {
            Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
            rights.addAll(kept.permissions());
            if (!isGroupKept(view, kept)) {
                // They were another group's.
                rights.removeAll(OF_GROUP);
            }
            view.setPermissions(rights);
        }
    }

    /** Only in a folder where nobody else could put another file in the place of ours meanwhile. */
    private boolean isOwnerKept(PosixFileAttributeView view, PosixFileAttributes kept) throws IOException {
        if (!owners.isOursAlone(old.resolveSibling(""))) {
            return false;
        }
        try {
            view.setOwner(kept.owner());
            return true;
        } catch (FileSystemException e) {
            // Only root can give files away.
            return false;
        }
    }

    private static boolean isGroupKept(PosixFileAttributeView view, PosixFileAttributes kept) throws IOException {
        if (view.readAttributes().group().equals(kept.group())) {
            return true;
        }
        try {
            view.setGroup(kept.group());
            return true;
        } catch (FileSystemException e) {
            // We are not of that group.
            return false;
        }
    }
}
