package dev.tercet.v2.cluster;

/**
 * What runs.
 *
 * @param server the version of the server that answered, such as {@code 3.5.30}
 * @param cluster the version that all members agree on, such as {@code 3.5.0}
 * @since 0.1
 */
public record V2Version(String server, String cluster) {}
