package dev.tercet.conformance.faults.cluster;

/**
 * What kind of cluster is wanted.
 *
 * @param version {@code 3.5}, {@code 3.5.30} or {@code newest}
 * @param logins whether clients have to log in; their tokens die {@link FaultCluster#TOKEN_TTL} after their last use
 * @param namespaces whether network namespaces may be used for partitions, where the machine allows them
 */
public record ClusterSettings(String version, boolean logins, boolean namespaces) {
    /** Without users, and with the best partitions that the machine allows. */
    public static ClusterSettings of(String version) {
        return new ClusterSettings(version, false, true);
    }

    /** With users, and tokens that die soon. */
    public ClusterSettings withLogins() {
        return new ClusterSettings(version, true, namespaces);
    }

    /** With proxies for partitions, even if there could be namespaces. */
    public ClusterSettings withoutNamespaces() {
        return new ClusterSettings(version, logins, false);
    }
}
