package dev.tercet.conformance.faults.history;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a client asked for.
 *
 * <p>Workloads write every value once only: the checkers tell from a value who wrote it. A value that is written twice is taken
 * for either, so that some faults go unseen.
 */
public sealed interface Act {
    /** The keys that it reads or writes. */
    Set<String> keys();

    /** Whether it cannot change anything. */
    boolean isRead();

    /** What may be part of a transaction. */
    sealed interface Step extends Act {
        /** Its key. */
        String key();

        @Override
        default Set<String> keys() {
            return Set.of(key());
        }
    }

    /**
     * Reads a key.
     *
     * @param serializable whether an old state will do; never in a transaction
     */
    record Get(String key, boolean serializable) implements Step {
        /** A linearizable one. */
        public Get(String key) {
            this(key, false);
        }

        @Override
        public boolean isRead() {
            return true;
        }

        @Override
        public String toString() {
            return (serializable ? "get (serializable) " : "get ") + key;
        }
    }

    /**
     * Writes a key.
     *
     * @param lease 0 for none; a key with a lease may vanish at any time after
     */
    record Put(String key, String value, long lease) implements Step {
        /** One without a lease. */
        public Put(String key, String value) {
            this(key, value, 0);
        }

        @Override
        public boolean isRead() {
            return false;
        }

        @Override
        public String toString() {
            return "put " + key + " = " + value + (lease == 0 ? "" : " with lease " + Long.toHexString(lease));
        }
    }

    /** Deletes one key. */
    record Delete(String key) implements Step {
        @Override
        public boolean isRead() {
            return false;
        }

        @Override
        public String toString() {
            return "delete " + key;
        }
    }

    /** Writes a key if it is as expected, as a transaction of one compare and one put. */
    record CompareAndSwap(String key, Expected expected, String value) implements Act {
        @Override
        public Set<String> keys() {
            return Set.of(key);
        }

        @Override
        public boolean isRead() {
            return false;
        }

        @Override
        public String toString() {
            return "if " + key + " " + expected + " put " + value;
        }
    }

    /** Does one or the other, by the state of some keys, at one revision. */
    record Txn(List<Condition> conditions, List<Step> then, List<Step> orElse) implements Act {
        public Txn {
            conditions = List.copyOf(conditions);
            then = List.copyOf(then);
            orElse = List.copyOf(orElse);
        }

        /** The steps that are taken. */
        public List<Step> branch(boolean succeeded) {
            return succeeded ? then : orElse;
        }

        @Override
        public Set<String> keys() {
            Set<String> keys = new LinkedHashSet<>();
            conditions.forEach(condition -> keys.add(condition.key()));
            then.forEach(step -> keys.add(step.key()));
            orElse.forEach(step -> keys.add(step.key()));
            return keys;
        }

        @Override
        public boolean isRead() {
            return then.stream().allMatch(Step::isRead) && orElse.stream().allMatch(Step::isRead);
        }

        @Override
        public String toString() {
            return "txn if " + conditions + " then " + then + (orElse.isEmpty() ? "" : " else " + orElse);
        }
    }

    /** What a key is to be like. */
    record Condition(String key, Expected expected) {
        @Override
        public String toString() {
            return key + " " + expected;
        }
    }

    /** How a key is to be. */
    sealed interface Expected {
        /** Not there. */
        static Expected absent() {
            return new OfRevision(0);
        }

        /**
         * Last changed at a revision.
         *
         * @param modRevision 0: not there
         */
        record OfRevision(long modRevision) implements Expected {
            @Override
            public String toString() {
                return modRevision == 0 ? "is not there" : "is of revision " + modRevision;
            }
        }

        /** Of a value; a key that is not there has none. */
        record OfValue(String value) implements Expected {
            @Override
            public String toString() {
                return "is " + value;
            }
        }
    }
}
