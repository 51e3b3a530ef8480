package dev.tercet.conformance.faults.cluster;

/** A user of the cluster and its password. */
public record Login(String user, String password) {
    String asFlag() {
        return "--user=" + user + ":" + password;
    }
}
