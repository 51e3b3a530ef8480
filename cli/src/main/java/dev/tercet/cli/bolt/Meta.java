package dev.tercet.cli.bolt;

import org.jspecify.annotations.Nullable;

/**
 * What the file says of itself, on one of its first two pages. The newer of the two counts, unless it is broken.
 *
 * @param pageSize bytes of a page
 * @param root the page of the bucket of buckets
 * @param freelist the page with the numbers of unused pages; -1 for none, as etcd has it
 * @param pages how many pages are in use or were once
 * @param transaction the number of the transaction that wrote it
 */
record Meta(int pageSize, long root, long freelist, long pages, long transaction) {
    static final int HEADER = 16;

    private static final long MAGIC = 0xED0CDAEDL;
    private static final long VERSION = 2;
    private static final int META_FLAG = 0x04;
    private static final int CHECKSUM_AT = 56;
    private static final int LEAST_PAGE = 512;
    private static final int GREATEST_PAGE = 1 << 20;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The one that counts. */
    static Meta of(Window file) {
        if (file.end() < 2 * (long) LEAST_PAGE) {
            throw new Broken("is too short to be a database");
        }
        Meta first = at(file, 0);
        Meta second = first == null ? search(file) : at(file, first.pageSize());
        if (second == null) {
            if (first == null) {
                throw new Broken(
                        file.u32(HEADER) == MAGIC
                                ? "begins like a database of etcd's, and its first pages are broken"
                                : "is no database of etcd's: it does not begin like one");
            }
            return first;
        }
        if (first == null) {
            return second;
        }
        return second.transaction() > first.transaction() ? second : first;
    }

    /** With the first page broken, the size of pages is not known. */
    private static @Nullable Meta search(Window file) {
        for (int size = LEAST_PAGE; size <= GREATEST_PAGE && size < file.end(); size *= 2) {
            Meta found = at(file, size);
            if (found != null && found.pageSize() == size) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Meta at(Window file, long page) {
        long at = page + HEADER;
        if (at + CHECKSUM_AT + Long.BYTES > file.end()
                || file.u32(at) != MAGIC
                || file.u32(at + 4) != VERSION
                || (file.u16(page + 8) & META_FLAG) == 0
                || file.u64(at + CHECKSUM_AT) != checksum(file, at)) {
            return null;
        }
        long size = file.u32(at + 8);
        if (size < LEAST_PAGE || size > GREATEST_PAGE || Long.bitCount(size) != 1) {
            throw new Broken("says that its pages have " + size + " bytes, which cannot be");
        }
        return new Meta((int) size, file.u64(at + 16), file.u64(at + 32), file.u64(at + 40), file.u64(at + 48));
    }

    private static long checksum(Window file, long at) {
        long hash = FNV_OFFSET;
        for (byte one : file.bytes(at, CHECKSUM_AT)) {
            hash = (hash ^ Byte.toUnsignedLong(one)) * FNV_PRIME;
        }
        return hash;
    }
}
