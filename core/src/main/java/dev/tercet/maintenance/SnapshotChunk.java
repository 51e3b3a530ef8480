package dev.tercet.maintenance;

import dev.tercet.kv.Bytes;

/**
 * A part of a snapshot as it comes over the wire.
 *
 * @param bytes the part; the last one is the SHA-256 of all before it
 * @param remaining how many bytes are still to come
 * @param version version of the storage, empty before 3.6
 * @since 0.1
 */
public record SnapshotChunk(Bytes bytes, long remaining, String version) {}
