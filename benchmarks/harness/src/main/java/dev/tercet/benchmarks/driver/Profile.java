package dev.tercet.benchmarks.driver;

/**
 * What the recordings of one contender at one row say.
 *
 * @param cpu samples of threads that were at work
 * @param bytes bytes allocated; what a thread takes for itself from the heap counts as that of who needed it at that moment
 */
record Profile(Shares cpu, Shares bytes) {}
