package dev.tercet.embedded.internal.mvcc;

import dev.tercet.proto.mvccpb.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A checksum of all versions that are kept: the sum of theirs, in any order, so that those that are forgotten can be taken out of it.
 * Puts do not pay for it: versions are counted when it is asked for, or when a compaction comes.
 */
final class Checksum {
    /** Spreads the bits, so that sums of different versions differ in more than the lower half. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    /** That of nothing: as with etcd, the name of what holds the keys. */
    private static final int NOTHING = nothing();

    private final RevisionLog log;
    private long sum;

    /** Everything up to here is counted. */
    private long counted;

    Checksum(RevisionLog log) {
        this.log = log;
    }

    /** Of all up to a revision: not before the last compaction, or negative, before everything. */
    int upTo(long revision) {
        if (revision < 0) {
            return NOTHING;
        }
        if (revision > counted) {
            sum += between(counted, revision);
            counted = revision;
        }
        long all = revision < counted ? sum - between(revision, counted) : sum;
        return NOTHING ^ Long.hashCode(all);
    }

    private static int nothing() {
        CRC32C crc = new CRC32C();
        crc.update("key".getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private long between(long after, long upTo) {
        long part = 0;
        int end = log.position(upTo + 1);
        for (int i = log.position(after + 1); i < end; i++) {
            part += of(log.at(i));
        }
        return part;
    }

    /** Takes out a version that is counted. */
    void forget(KeyValue version) {
        sum -= of(version);
    }

    private static long of(KeyValue version) {
        CRC32C crc = new CRC32C();
        crc.update(version.toByteArray());
        return crc.getValue() * SPREAD;
    }
}
