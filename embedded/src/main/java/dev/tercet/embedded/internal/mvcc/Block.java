package dev.tercet.embedded.internal.mvcc;

import java.util.Arrays;

/** Some neighbouring keys of an {@link Index}, in order. */
final class Block {
    static final int CAPACITY = 256;

    final History[] histories = new History[CAPACITY];
    int size;

    /** How many of them have a value now. */
    int live;

    /** The index of the first key that is not before this one. */
    int lowerBound(byte[] key) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(histories[middle].bytes, key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void insert(int index, History history) {
        System.arraycopy(histories, index, histories, index + 1, size - index);
        histories[index] = history;
        history.block = this;
        size++;
    }

    void remove(int index) {
        size--;
        System.arraycopy(histories, index + 1, histories, index, size - index);
        histories[size] = null;
    }

    /** Moves the keys from an index on to a new block. */
    Block split(int index) {
        Block next = new Block();
        next.size = size - index;
        System.arraycopy(histories, index, next.histories, 0, next.size);
        Arrays.fill(histories, index, size, null);
        size = index;
        for (int i = 0; i < next.size; i++) {
            History moved = next.histories[i];
            moved.block = next;
            if (moved.now() != null) {
                live--;
                next.live++;
            }
        }
        return next;
    }
}
