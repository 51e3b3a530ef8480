package dev.tercet.recipes.internal.mirror;

/**
 * A place in the source's history.
 *
 * @param revision everything up to and including this revision
 * @param done and so many events of the next revision that has any
 */
record Position(long revision, int done) {
    static final Position NOWHERE = new Position(0, 0);
}
