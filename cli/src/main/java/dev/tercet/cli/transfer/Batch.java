package dev.tercet.cli.transfer;

import java.util.List;

/**
 * Changes that are one transaction.
 *
 * @param number counted from 1
 * @param changes at least one, none of the same key
 */
record Batch(int number, List<Change> changes) {
    Batch {
        changes = List.copyOf(changes);
    }

    int deletes() {
        return (int) changes.stream().filter(Change::isDelete).count();
    }

    int updates() {
        return changes.size() - deletes();
    }
}
