package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.KeyRange;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known to be there, in blocks of as many as are wanted.
 *
 * <p>Others take from the head, too, and since everybody takes what comes first, what is left is the end of what is known. So
 * the first block whose last item is there has what comes first, and not more than is wanted. With sixteen blocks to try in one
 * transaction, competitors seldom leave it with nothing.
 */
final class Blocks {
    private static final int MOST = 16;

    private final Page<Bytes> known;
    private final List<List<Bytes>> blocks = new ArrayList<>();

    Blocks(Page<Bytes> known, int wanted) {
        this.known = known;
        List<Bytes> all = known.candidates();
        for (int from = 0; from < all.size() && blocks.size() < MOST; from += wanted) {
            blocks.add(all.subList(from, Math.min(all.size(), from + wanted)));
        }
    }

    int count() {
        return blocks.size();
    }

    Bytes last(int block) {
        List<Bytes> items = blocks.get(block);
        return items.get(items.size() - 1);
    }

    KeyRange range(int block) {
        return KeyRange.between(blocks.get(block).get(0), last(block).next());
    }

    /** The range of all of them. */
    KeyRange all() {
        return KeyRange.between(blocks.get(0).get(0), last(count() - 1).next());
    }

    List<Compare> compares(int block, Head head) {
        List<Compare> compares = new ArrayList<>(head.first(known, blocks.get(block)));
        compares.add(0, Compare.exists(last(block)));
        return compares;
    }

    /** What is known to come after a block. */
    Page<Bytes> after(int block) {
        int taken = 0;
        for (int i = 0; i <= block; i++) {
            taken += blocks.get(i).size();
        }
        return known.from(taken);
    }
}
