package dev.tercet.recipes.internal.counter;

import dev.tercet.kv.Bytes;

/**
 * The keys of a counter.
 *
 * @param name the counter's
 * @param number holds the number
 * @param writer holds a mark of the last change
 */
record CounterKeys(Bytes name, Bytes number, Bytes writer) {
    static CounterKeys of(Bytes name) {
        return new CounterKeys(name, name.plus(Bytes.of("/count")), name.plus(Bytes.of("/writer")));
    }

    @Override
    public String toString() {
        return "counter " + name;
    }
}
