package dev.tercet.v2.migrate;

/**
 * Is told how far a copy has come: once before anything is written, then after each batch, on the thread that runs it. What it throws ends the copy.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MigrationListener {
    /**
     * So much is done.
     *
     * @param written how many keys of the store are written by now
     * @param all how many are to be
     */
    void onProgress(long written, long all);
}
