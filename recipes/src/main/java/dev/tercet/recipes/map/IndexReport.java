package dev.tercet.recipes.map;

/**
 * What was found when an index was compared with its map.
 *
 * @param entries how many entries the map has
 * @param missing what they should be found by and were not
 * @param stale what was in the index without an entry that is found by it
 * @since 0.1
 */
public record IndexReport(long entries, long missing, long stale) {
    /** Whether the index was as it should be. */
    public boolean isSound() {
        return missing == 0 && stale == 0;
    }
}
