package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.util.List;
import java.util.Optional;

/** Who can be compared with whom, and in which rows if nobody says. */
enum Contest {
    /** The v3 API, with bare stubs as what the others are compared with. */
    CALLS(
            "calls",
            List.of(
                    Contender.BARE,
                    Contender.TERCET,
                    Contender.TERCET_IO,
                    Contender.ETCD_JAVA,
                    Contender.JETCD,
                    Contender.GO,
                    Contender.BARE_POOL,
                    Contender.BARE_NORETRY,
                    Contender.BARE_OKHTTP),
            Row.usual(),
            "newest"),
    /** Tercet over etcd's JSON gateway, compared with itself over gRPC. */
    GATEWAY("gateway", List.of(Contender.TERCET, Contender.BARE_JSON, Contender.GATEWAY), Row.usual(), "newest"),
    /** The v2 API, compared with a bare HTTP client, at a server that has it. */
    V2("v2", List.of(Contender.BARE_V2, Contender.V2, Contender.V2_OVER_V3, Contender.ETCD4J), Row.v2(), "3.5");

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // A copy of a list is.
    private final List<Contender> contenders;

    @SuppressWarnings("ImmutableEnumChecker") // As above.
    private final List<Row> rows;

    private final String etcd;

    Contest(String id, List<Contender> contenders, List<Row> rows, String etcd) {
        this.id = id;
        this.contenders = List.copyOf(contenders);
        this.rows = List.copyOf(rows);
        this.etcd = etcd;
    }

    /** The one that a word of the command line asks for; empty if it asks for something else. */
    static Optional<Contest> named(String word) {
        return word.equals(GATEWAY.id) ? Optional.of(GATEWAY) : word.equals(V2.id) ? Optional.of(V2) : Optional.empty();
    }

    /** All who can take part, after the one with whom they are compared. */
    List<Contender> contenders() {
        return contenders;
    }

    /** With whom the others are compared: always one of them. */
    Contender base() {
        return contenders.get(0);
    }

    /** The rows that are measured when nobody says which. */
    List<Row> rows() {
        return rows;
    }

    /** The version of etcd that it is held at when nobody says which. */
    String etcd() {
        return etcd;
    }
}
