package dev.tercet.maintenance;

import java.nio.file.Path;

/**
 * A snapshot on disk, its checksum verified.
 *
 * @param file where it is, in the form that etcd's own tools restore
 * @param bytes its length, the checksum at its end included
 * @param sha256 the checksum of what is before it, in hexadecimal
 * @param version version of the storage, empty before 3.6
 * @since 0.1
 */
public record SnapshotSaved(Path file, long bytes, String sha256, String version) {}
