package dev.tercet.recipes.mirror;

/**
 * What becomes of keys at the destination that are not of the source.
 *
 * @since 0.1
 */
public enum ForeignKeys {
    /**
     * There must be none when the mirror begins, or it fails and changes nothing. From then on the prefix is the mirror's: what else
     * comes to be there is deleted when it next lists everything anew. As it comes, since it cannot destroy anything by a slip.
     */
    REFUSE,
    /** They are deleted when the mirror begins, and whenever it lists everything anew. */
    DELETE,
    /**
     * They stay, unless the source has a key of the same name, which is then the mirror's. To tell the two apart for good, each copied
     * key has a mark, an empty key below the checkpoint: twice the keys, and twice the operations.
     */
    KEEP
}
