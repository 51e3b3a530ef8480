package dev.tercet.cli.transfer;

/** How keys stand in a file. */
enum KeyType {
    /** As text. */
    UTF8,
    /** In Base64. */
    BINARY
}
