package dev.tercet.cli.bolt;

/**
 * A page: of a branch or of leaves, by its flags.
 *
 * @param id its number; that of the page that it lies in, if it is within one
 * @param at its first byte
 * @param end the byte after its last
 * @param flags what it is
 * @param count how many elements it has
 */
record BoltPage(long id, long at, long end, int flags, int count) {
    private static final int BRANCH = 0x01;
    private static final int LEAF = 0x02;

    boolean isBranch() {
        return flags == BRANCH;
    }

    boolean isLeaf() {
        return flags == LEAF;
    }
}
