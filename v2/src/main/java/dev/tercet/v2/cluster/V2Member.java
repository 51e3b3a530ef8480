package dev.tercet.v2.cluster;

import java.util.List;

/**
 * A member of the cluster.
 *
 * @param id its id, in hexadecimal
 * @param name its name; empty if it has not started yet
 * @param peerUrls where other members reach it
 * @param clientUrls where clients reach it
 * @since 0.1
 */
public record V2Member(String id, String name, List<String> peerUrls, List<String> clientUrls) {
    /** Copies the URLs. */
    public V2Member {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }
}
