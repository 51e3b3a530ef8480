package dev.tercet.conformance.faults.nemesis;

/**
 * What a fault lays its hands on. Two faults that touch the same part never overlap: so, of three members, one always is untouched
 * that belongs to a majority and whose line to clients is good, but for faults that say otherwise.
 */
public enum Part {
    /** The members themselves and the lines between them. */
    MEMBERS,
    /** The lines from clients to members. */
    CLIENTS,
    /** What is stored: old revisions, unused pages, passwords. */
    STORE
}
