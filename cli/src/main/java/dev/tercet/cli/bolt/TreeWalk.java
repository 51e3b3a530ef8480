package dev.tercet.cli.bolt;

import dev.tercet.cli.bolt.BoltFile.Visitor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the trees of a file: a tree of buckets, and for each bucket a tree of keys. Keys must rise all the way, and between what
 * branches say of them.
 */
final class TreeWalk {
    private static final int ELEMENT = 16;
    private static final int BUCKET = 0x01;
    private static final int GREATEST_KEY = 1 << 15;
    // With two children to a branch this is more than any disk holds.
    private static final int DEEPEST = 64;

    private final Window file;
    private final Pages pages;
    private final Visitor visitor;

    TreeWalk(Window file, Pages pages, Visitor visitor) {
        this.file = file;
        this.pages = pages;
        this.visitor = visitor;
    }

    /** What is done with a leaf. */
    private interface Leaf {
        void take(byte[] key, boolean bucket, BoltPage page, long at, long length);
    }

    /** All buckets, of which this page is the root. */
    void all(long root) {
        tree(
                pages.page(root),
                (name, bucket, page, at, length) -> {
                    if (!bucket) {
                        throw new Broken("is broken at page " + page.id() + ": there is a key outside all buckets");
                    }
                    visitor.bucket(name);
                    bucket(page, at, length, this::told, 1);
                },
                0);
    }

    private void told(byte[] key, boolean bucket, BoltPage page, long at, long length) {
        visitor.key(key);
        if (bucket) {
            bucket(page, at, length, checked(2), 2);
        } else {
            file.feed(at, length, visitor::value);
        }
    }

    /** What lies in a bucket within a bucket, which etcd never has. */
    private Leaf checked(int nesting) {
        return (key, bucket, page, at, length) -> {
            if (bucket) {
                bucket(page, at, length, checked(nesting + 1), nesting + 1);
            }
        };
    }

    /** A bucket is the number of its root page, or none and the page itself if it is small. */
    private void bucket(BoltPage page, long at, long length, Leaf leaf, int nesting) {
        if (length < ELEMENT) {
            throw new Broken("is broken at page " + page.id() + ": there is a bucket without a root");
        }
        long root = file.u64(at);
        if (root != 0) {
            tree(pages.page(root), leaf, nesting);
            return;
        }
        long inner = at + ELEMENT;
        if (length < ELEMENT + Meta.HEADER) {
            throw new Broken("is broken at page " + page.id() + ": there is a bucket without a page");
        }
        BoltPage inline = new BoltPage(page.id(), inner, at + length, file.u16(inner + 8), file.u16(inner + 10));
        if (!inline.isLeaf()) {
            throw new Broken("is broken at page " + page.id() + ": there is a page of no known kind within it");
        }
        tree(inline, leaf, nesting);
    }

    private void tree(BoltPage root, Leaf leaf, int nesting) {
        if (nesting > DEEPEST) {
            throw new Broken("is broken at page " + root.id() + ": buckets lie in one another without end");
        }
        new Tree(leaf).node(root, null, 0);
    }

    /** One tree, and the last key that was seen in it. */
    private final class Tree {
        private final Leaf leaf;
        private byte @Nullable [] last;

        Tree(Leaf leaf) {
            this.leaf = leaf;
        }

        void node(BoltPage page, byte @Nullable [] floor, int depth) {
            if (!page.isLeaf() && !page.isBranch()) {
                throw new Broken("is broken at page " + page.id() + ": it is of no known kind");
            }
            if (depth > DEEPEST) {
                throw new Broken("is broken at page " + page.id() + ": the tree is too deep");
            }
            long table = page.at() + Meta.HEADER;
            if ((long) page.count() * ELEMENT > page.end() - table) {
                throw new Broken("is broken at page " + page.id() + ": its table is longer than the page");
            }
            // Read at once: what it leads to may lie far away.
            ByteBuffer elements =
                    ByteBuffer.wrap(file.bytes(table, page.count() * ELEMENT)).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < page.count(); i++) {
                long at = table + (long) i * ELEMENT;
                if (page.isLeaf()) {
                    leaf(page, at, elements, i == 0 ? floor : null);
                } else {
                    branch(page, at, elements, i == 0 ? floor : null, depth);
                }
            }
        }

        private void branch(BoltPage page, long at, ByteBuffer elements, byte @Nullable [] floor, int depth) {
            long place = at + Integer.toUnsignedLong(elements.getInt());
            byte[] key = key(page, place, Integer.toUnsignedLong(elements.getInt()));
            long child = elements.getLong();
            check(page, key, floor);
            node(pages.page(child), key, depth + 1);
        }

        private void leaf(BoltPage page, long at, ByteBuffer elements, byte @Nullable [] floor) {
            int flags = elements.getInt();
            long place = at + Integer.toUnsignedLong(elements.getInt());
            long keyLength = Integer.toUnsignedLong(elements.getInt());
            long length = Integer.toUnsignedLong(elements.getInt());
            byte[] key = key(page, place, keyLength);
            if (place + keyLength + length > page.end()) {
                throw new Broken("is broken at page " + page.id() + ": a value ends outside it");
            }
            check(page, key, floor);
            last = key;
            leaf.take(key, flags == BUCKET, page, place + keyLength, length);
        }

        private byte[] key(BoltPage page, long at, long length) {
            if (length > GREATEST_KEY || at + length > page.end()) {
                throw new Broken("is broken at page " + page.id() + ": a key ends outside it");
            }
            return file.bytes(at, (int) length);
        }

        private void check(BoltPage page, byte[] key, byte @Nullable [] floor) {
            boolean rises = last == null || Arrays.compareUnsigned(last, key) < 0;
            if (!rises || (floor != null && Arrays.compareUnsigned(floor, key) > 0)) {
                throw new Broken("is broken at page " + page.id() + ": its keys are out of order");
            }
        }
    }
}
