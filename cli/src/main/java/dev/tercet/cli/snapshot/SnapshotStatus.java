package dev.tercet.cli.snapshot;

import dev.tercet.cli.bolt.BoltFile;
import dev.tercet.cli.bolt.Broken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What is in a snapshot, as etcdutl sums it up.
 *
 * @param hash CRC-32C of all buckets' names, keys and values
 * @param revision the last one
 * @param keys how many there are in all buckets: revisions of keys, leases, members and so on
 * @param size bytes of the database, without the checksum that follows it in the file
 */
record SnapshotStatus(long hash, long revision, long keys, long size) {
    /**
     * Reads a file.
     *
     * @throws Broken if it is no whole snapshot
     */
    static SnapshotStatus of(Path path) throws IOException {
        long length = Files.size(path);
        boolean sealed = Seal.isThere(length);
        if (sealed) {
            Seal.check(path, length);
        }
        try (BoltFile file = BoltFile.open(path, sealed ? length - Seal.LENGTH : length)) {
            Sum sum = new Sum();
            file.read(sum);
            return new SnapshotStatus(sum.hash.getValue(), sum.revision, sum.keys, file.size());
        }
    }

    private static final class Sum implements BoltFile.Visitor {
        private static final byte[] HISTORY = {'k', 'e', 'y'};
        private static final int REVISION = 17;

        private final CRC32C hash = new CRC32C();
        private boolean history;
        private long revision;
        private long keys;

        @Override
        public void bucket(byte[] name) {
            history = Arrays.equals(name, HISTORY);
            hash.update(name);
        }

        @Override
        public void key(byte[] key) {
            hash.update(key);
            keys++;
            if (history) {
                if (key.length < REVISION || key[Long.BYTES] != '_') {
                    throw new Broken("is broken: there is a key without a revision");
                }
                revision = ByteBuffer.wrap(key).getLong();
            }
        }

        @Override
        public void value(ByteBuffer part) {
            hash.update(part);
        }
    }
}
