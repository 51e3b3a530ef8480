package dev.tercet.cli.run;

/** What a server takes in a transaction unless it was told otherwise. */
public final class TxnLimits {
    /** The most operations; of compares it takes as many. */
    public static final int OPERATIONS = 128;

    /** How many bytes of keys and values are surely not too many: a request may have 1.5 MiB. */
    public static final long BYTES = 1 << 20;

    private TxnLimits() {}
}
