package dev.tercet.internal.tls;

import dev.tercet.internal.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value read from files, and read again when somebody asks for it after they changed. A new version that cannot be read leaves
 * the old one in place, with a warning.
 *
 * <p>Threads: any. The lock is held while files are read, which happens inside a TLS handshake: rare, short, and better once than
 * by every handshake of a burst.
 */
final class Reloading<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

    private final List<Path> files;
    private final Supplier<T> reader;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private List<Stamp> stamps;

    @GuardedBy("lock")
    private List<Stamp> complained = List.of();

    @GuardedBy("lock")
    private T value;

    /**
     * Reads the value for the first time.
     *
     * @throws IllegalArgumentException as {@code reader} does
     */
    Reloading(List<Path> files, Supplier<T> reader) {
        this.files = files;
        this.reader = reader;
        this.stamps = look();
        this.value = reader.get();
    }

    /** The value as the files have it now, or had it when they could last be read. */
    T current() {
        synchronized (lock) {
            // Looked at before they are read: a change during the reading is seen the next time.
            List<Stamp> now = look();
            if (!now.equals(stamps)) {
                try {
                    value = reader.get();
                    stamps = now;
                    LOG.info("read {} again, because it changed", files);
                } catch (IllegalArgumentException e) {
                    complain(now, e);
                }
            }
            return value;
        }
    }

    // Once for each state of the files, though every handshake tries again.
    @GuardedBy("lock")
    private void complain(List<Stamp> now, IllegalArgumentException e) {
        if (!now.equals(complained)) {
            complained = now;
            LOG.warn("the new version of {} cannot be used, so the old one stays: {}", files, e.getMessage());
        }
    }

    private List<Stamp> look() {
        List<Stamp> seen = new ArrayList<>(files.size());
        for (Path file : files) {
            seen.add(Stamp.of(file));
        }
        return seen;
    }

    /** What tells one version of a file from another without reading it. */
    private record Stamp(
            @Nullable FileTime modified,
            long size,
            @Nullable Object identity) {
        private static final Stamp MISSING = new Stamp(null, -1, null);

        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                return MISSING;
            }
        }
    }
}
