package dev.tercet.testkit.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a server's or a client's certificate shall say. */
record LeafRequest(
        String commonName, List<SubjectName> names, boolean forServers, Instant notBefore, Instant notAfter) {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    static LeafRequest server(String commonName, String... names) {
        return valid(commonName, Stream.of(names).map(SubjectName::new).toList(), true);
    }

    static LeafRequest client(String commonName) {
        return valid(commonName, List.of(), false);
    }

    LeafRequest expired() {
        Instant now = Instant.now();
        return new LeafRequest(
                commonName, names, forServers, now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(10)));
    }

    /** etcd's gateway calls its own server with the server's certificate, so servers are good as clients too. */
    byte[][] usages() {
        byte[] client = Der.oid(CLIENT_AUTH);
        return forServers ? new byte[][] {Der.oid(SERVER_AUTH), client} : new byte[][] {client};
    }

    // A day back, for a machine whose clock was set while the tests ran.
    private static LeafRequest valid(String commonName, List<SubjectName> names, boolean forServers) {
        Instant now = Instant.now();
        return new LeafRequest(
                commonName, names, forServers, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(10)));
    }
}
