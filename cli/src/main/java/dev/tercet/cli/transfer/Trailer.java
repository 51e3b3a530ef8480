package dev.tercet.cli.transfer;

/** The last line of NDJSON, by which it is known to be whole: how many keys, at which revision, and a checksum of all lines before. */
final class Trailer {
    static final String KEYS = "keys";
    static final String REVISION = "revision";
    static final String SUM = "sha256";

    private Trailer() {}
}
