package dev.tercet.v2.internal.backend;

/** Which counters. */
public enum StatsKind {
    SELF,
    LEADER,
    STORE
}
