package dev.tercet.cli.connect;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The rights of what nobody but its owner may see, where the file system knows owners: for making it, so that it never had others. */
public final class OwnersAlone {
    private OwnersAlone() {}

    /** Whether the file system of this has such rights. */
    public static boolean areKnown(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Of a file that is to be here. */
    public static FileAttribute<?>[] file(Path path) {
        return rights(path, "rw-------");
    }

    /** Of a folder that is to be here. */
    public static FileAttribute<?>[] folder(Path path) {
        return rights(path, "rwx------");
    }

    private static FileAttribute<?>[] rights(Path path, String rights) {
        return areKnown(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
