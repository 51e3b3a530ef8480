package dev.tercet.conformance.v2;

/** What not every backend of the v2 API can do. Tests that need one of these are skipped without it, with the reason that the target gives. */
enum V2Capability {
    /** Any path of the v2 HTTP API can be called. */
    RAW_CALLS,
    /** What was done with keys is counted. */
    STORE_STATS,
    /** What exists and is set again has a creation index of its own again. */
    SET_CREATES_ANEW,
    /** Directories that exist can be updated. */
    DIRECTORY_UPDATES,
    /** A watch from the past hears of the end of a directory also for a key that never was in it, which no watch of the present does. */
    PAST_WITHOUT_KEY,
    /** The server tells how many watches it has. */
    WATCH_COUNT,
    /** Servers with users can be started. */
    USERS,
    /** Between client and server there is a connection that can be cut. */
    CONNECTION_FAULTS,
    /** Clusters of several members can be started, and members killed. */
    MEMBER_FAULTS
}
