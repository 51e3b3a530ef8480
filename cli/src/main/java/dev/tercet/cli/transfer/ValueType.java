package dev.tercet.cli.transfer;

/** How values stand in a file. */
enum ValueType {
    /** As the JSON that they are. */
    JSON,
    /** In Base64. */
    BINARY,
    /** As text. */
    UTF8
}
