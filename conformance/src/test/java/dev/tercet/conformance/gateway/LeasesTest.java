package dev.tercet.conformance.gateway;

import static dev.tercet.conformance.gateway.Ask.post;
import static dev.tercet.conformance.gateway.Going.going;

import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leases, through the gateway. */
@TestMethodOrder(OrderAnnotation.class)
final class LeasesTest {
    @RegisterExtension
    static final Both BOTH = new Both();

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void leases(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> leases() {
        return Stream.of(
                post("/lease/grant", "{'TTL':'300'}").keep("lease", "ID"),
                post("/lease/grant", "{'TTL':300,'ID':'77'}"),
                post("/lease/grant", "{'TTL':300,'ID':77}"),
                post("/lease/grant", "{'TTL':9000000000}"),
                post("/lease/grant", "{'TTL':9000000001}"),
                post("/lease/grant", "{'TTL':60,'ID':-5}"),
                post("/lease/leases", "{}"),
                post("/lease/leases", ""),
                post("/kv/lease/leases", "{'unknown':[]}"),
                post("/kv/put", "{'key':<b>,'value':<v>,'lease':'77'}"),
                post("/kv/put", "{'key':<a>,'value':<v>,'lease':'77'}"),
                post("/kv/put", "{'key':<c>,'value':<v>,'lease':'{lease}'}"),
                post("/kv/range", "{'key':<c>}"),
                post("/lease/timetolive", "{'ID':'77'}"),
                post("/lease/timetolive", "{'ID':77,'keys':true}"),
                post("/kv/lease/timetolive", "{'ID':'{lease}','keys':true}"),
                post("/lease/timetolive", "{'ID':'404','keys':true}"),
                post("/lease/timetolive", "{}"),
                post("/lease/timetolive", ""),
                post("/lease/revoke", "{'ID':'77'}"),
                post("/lease/revoke", "{'ID':'77'}"),
                post("/kv/lease/revoke", "{'ID':'{lease}'}"),
                post("/kv/lease/revoke", "{}"),
                post("/lease/revoke", ""),
                post("/kv/range", "{'key':<\0>,'range_end':<\0>}"),
                post("/kv/lease/grant", "{'TTL':'300'}"),
                post("/kv/lease/keepalive", "{'ID':'77'}"));
    }

    @Order(2)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void renewals(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> renewals() {
        return Stream.of(
                going(post("/lease/keepalive", "{'ID':'404'}")).toEnd(),
                going(post("/lease/grant", "{'TTL':300,'ID':79}")).toEnd(),
                going(post("/lease/keepalive", "{'ID':'79'}")).toEnd(),
                going(post("/lease/keepalive", "{'ID':79}{'ID':'404'} {'ID':'79'}\n"))
                        .toEnd(),
                going(post("/lease/keepalive", "{}")).toEnd(),
                going(post("/lease/keepalive", "")).toEnd(),
                going(post("/lease/keepalive", "{'ID':'x'}")).toEnd(),
                going(post("/lease/keepalive", "{'ID':79}{'ID':'x'}")).toEnd(),
                going(post("/lease/keepalive", "{'ID':79}{")).toEnd(),
                going(post("/lease/keepalive", "[]")).toEnd());
    }

    /** They may end at any time. */
    @Order(3)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shortest(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> shortest() {
        return Stream.of(
                post("/lease/grant", "{'ttl':300,'id':78}"),
                post("/lease/grant", "{'TTL':0}"),
                post("/lease/grant", "{'TTL':'-1'}"),
                post("/lease/grant", "{}"),
                post("/lease/grant", ""));
    }
}
