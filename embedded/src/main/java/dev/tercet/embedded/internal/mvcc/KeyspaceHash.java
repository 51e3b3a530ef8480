package dev.tercet.embedded.internal.mvcc;

/**
 * A checksum of what is kept.
 *
 * @param value the same for stores with the same history, compacted at the same revision
 * @param compactRevision the last compaction when it was taken; −1 if there was none
 * @param revision up to which it counts
 */
public record KeyspaceHash(int value, long compactRevision, long revision) {}
