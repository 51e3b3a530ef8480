package dev.tercet.embedded.internal.vitals;

import java.util.List;
import java.util.Map;

/**
 * How a server was at one moment.
 *
 * @param memberId its member's id
 * @param version the version of etcd that it reports, such as {@code 3.7.3}
 * @param clusterVersion the one that its cluster agreed upon, such as {@code 3.7.0}
 * @param storageVersion that of its files, such as {@code 3.7.0}; empty if it does not tell
 * @param leader whether there is a leader
 * @param alarms the names of the alarms that are raised, such as {@code NOSPACE}
 * @param numbers all of them
 */
public record Vitals(
        long memberId,
        String version,
        String clusterVersion,
        String storageVersion,
        boolean leader,
        List<String> alarms,
        Map<Metric, Long> numbers) {}
