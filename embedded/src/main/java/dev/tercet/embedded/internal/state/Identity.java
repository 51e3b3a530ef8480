package dev.tercet.embedded.internal.state;

/**
 * Who the server says it is.
 *
 * @param clusterId the cluster's id
 * @param memberId the member's
 * @param term the raft term that it begins with
 * @param name the member's name
 * @param version the version of etcd that it reports, such as {@code 3.7.3}
 */
public record Identity(long clusterId, long memberId, long term, String name, String version) {}
