package dev.tercet.embedded.internal.mvcc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All keys in order, in blocks. Inserting moves few of them, walking is along arrays, and counting what is there now adds up the
 * blocks between the two at the ends.
 */
final class Index {
    private final List<Block> blocks = new ArrayList<>();

    /** Adds a key that is not there yet. */
    void add(History history) {
        if (blocks.isEmpty()) {
            Block first = new Block();
            first.insert(0, history);
            blocks.add(first);
            return;
        }
        int number = Math.max(0, blockOf(history.bytes));
        Block block = blocks.get(number);
        int index = block.lowerBound(history.bytes);
        if (block.isFull()) {
            // Keys that come in order fill the last block and leave it full.
            boolean appends = number == blocks.size() - 1 && index == block.size;
            Block next = block.split(appends ? block.size : block.size / 2);
            blocks.add(number + 1, next);
            if (index > block.size || appends) {
                index -= block.size;
                block = next;
            }
        }
        block.insert(index, history);
    }

    void remove(History history) {
        int number = blockOf(history.bytes);
        Block block = blocks.get(number);
        block.remove(block.lowerBound(history.bytes));
        history.block = null;
        if (block.size == 0) {
            blocks.remove(number);
        }
    }

    /** Walks along an interval that is not a single key, until the visitor answers false. */
    void visit(KeyInterval interval, Predicate<History> visitor) {
        byte[] from = interval.key().toByteArray();
        byte[] end = end(interval);
        int number = Math.max(0, blockOf(from));
        for (int i = number; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            int stop = stop(block, end);
            for (int j = i == number ? block.lowerBound(from) : 0; j < stop; j++) {
                if (!visitor.test(block.histories[j])) {
                    return;
                }
            }
            if (stop < block.size) {
                return;
            }
        }
    }

    /** How many keys of an interval that is not a single key have a value now. */
    long live(KeyInterval interval) {
        byte[] from = interval.key().toByteArray();
        byte[] end = end(interval);
        int number = Math.max(0, blockOf(from));
        long live = 0;
        for (int i = number; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            int start = i == number ? block.lowerBound(from) : 0;
            int stop = stop(block, end);
            if (start == 0 && stop == block.size) {
                live += block.live;
                continue;
            }
            for (int j = start; j < stop; j++) {
                live += block.histories[j].now() == null ? 0 : 1;
            }
            if (stop < block.size) {
                break;
            }
        }
        return live;
    }

    private static byte @Nullable [] end(KeyInterval interval) {
        return interval.isOpen() ? null : interval.end().toByteArray();
    }

    private static int stop(Block block, byte @Nullable [] end) {
        // Most blocks of a long interval are within it as a whole, and one comparison tells.
        if (end == null || Arrays.compareUnsigned(block.histories[block.size - 1].bytes, end) < 0) {
            return block.size;
        }
        return block.lowerBound(end);
    }

    /** The number of the last block that begins with this key or one before it; −1 if all begin after it. */
    private int blockOf(byte[] key) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(blocks.get(middle).histories[0].bytes, key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
