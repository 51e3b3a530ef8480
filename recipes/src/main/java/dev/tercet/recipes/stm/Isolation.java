package dev.tercet.recipes.stm;

/**
 * How much of what others do a transaction may see and overlook; etcd's four levels, the same as those of its Go client.
 *
 * @since 0.1
 */
public enum Isolation {
    /**
     * All reads are of one revision, and at the commit nothing that was read, and nothing that is written, has changed since. The
     * default.
     */
    SERIALIZABLE_SNAPSHOT,

    /** All reads are of one revision, and nothing that was read has changed since; what is only written is overwritten. */
    SERIALIZABLE,

    /**
     * Each key is read once, from any member and at any revision, and at the commit nothing that was read has changed. Keys read
     * together with others may be of different moments while the body runs; a transaction that commits saw none that was stale.
     */
    REPEATABLE_READS,

    /**
     * Each key is read once, from any member and at any revision; nothing is looked at when writing. What is written on the ground
     * of what was read may undo what others wrote meanwhile.
     */
    READ_COMMITTED
}
