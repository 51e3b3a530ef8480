package dev.tercet.gateway.internal.dialect;

import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.RevisionFilter;
import dev.tercet.kv.Txn;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.ClusterRpcs;
import dev.tercet.spi.WatchRpcs;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parts of requests that came later than the requests. A server that does not know one ignores it, and does something else than was
 * asked for: adds a voter in place of a learner, compares one key in place of all.
 */
@SuppressWarnings("ImmutableEnumChecker") // A version is three numbers.
enum Parts {
    PREVIOUS("previous values in replies", new Version(3, 0, 11)),
    REVISION_FILTERS("range by revisions", new Version(3, 1, 0)),
    NOT_EQUAL("comparison by NOT_EQUAL", new Version(3, 1, 0)),
    WATCH_FILTERS("filters of watches", new Version(3, 1, 0)),
    KEEPING("put that keeps the value or the lease", new Version(3, 2, 0)),
    COMPARED_LEASE("comparison of leases", new Version(3, 3, 0)),
    COMPARED_RANGE("comparison of ranges", new Version(3, 3, 0)),
    NESTED_TXN("transaction in a transaction", new Version(3, 3, 0)),
    LEARNER("learners", new Version(3, 4, 0)),
    NO_PASSWORD("users without a password", new Version(3, 4, 0));

    /** When the last of them came. Servers from then on are asked no questions. */
    static final Version LAST = values()[values().length - 1].since;

    private final String words;
    private final Version since;

    Parts(String words, Version since) {
        this.words = words;
        this.since = since;
    }

    String words() {
        return words;
    }

    Version since() {
        return since;
    }

    /** The last to come of those that are in this request; null if there are none. */
    static @Nullable Parts newest(@Nullable Object request) {
        // They are in the order in which they came.
        return in(request).max(Enum::compareTo).orElse(null);
    }

    private static Stream<Parts> in(@Nullable Object request) {
        if (request instanceof Txn txn) {
            return in(txn);
        } else if (request instanceof Get get) {
            return only(REVISION_FILTERS, !get.filter().equals(RevisionFilter.NONE));
        } else if (request instanceof Put put) {
            return Stream.concat(
                    only(PREVIOUS, put.returnsPrevious()), only(KEEPING, put.keepsValue() || put.keepsLease()));
        } else if (request instanceof Delete delete) {
            return only(PREVIOUS, delete.returnsPrevious());
        } else if (request instanceof ClusterRpcs.Add add) {
            return only(LEARNER, add.learner());
        } else if (request instanceof AuthRpcs.UserPassword user) {
            return only(NO_PASSWORD, user.password() == null);
        } else if (request instanceof WatchRpcs.Create watch) {
            return Stream.concat(
                    only(PREVIOUS, watch.previous()),
                    only(WATCH_FILTERS, !watch.filters().isEmpty()));
        }
        return Stream.empty();
    }

    private static Stream<Parts> in(Txn txn) {
        Stream<Op<?>> operations = Stream.of(txn.thens(), txn.elses()).flatMap(List::stream);
        return Stream.concat(
                txn.compares().stream().flatMap(Parts::in),
                operations.flatMap(op -> Stream.concat(only(NESTED_TXN, op instanceof Txn), in(op))));
    }

    private static Stream<Parts> in(Compare compare) {
        return Stream.of(
                        only(NOT_EQUAL, compare.relation() == Compare.Relation.NOT_EQUAL),
                        only(COMPARED_LEASE, compare.target() == Compare.Target.LEASE),
                        only(COMPARED_RANGE, !compare.range().isSingleKey()))
                .flatMap(found -> found);
    }

    private static Stream<Parts> only(Parts part, boolean isThere) {
        return isThere ? Stream.of(part) : Stream.empty();
    }
}
