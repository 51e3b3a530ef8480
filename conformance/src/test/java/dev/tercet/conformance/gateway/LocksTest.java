package dev.tercet.conformance.gateway;

import static dev.tercet.conformance.gateway.Ask.ask;
import static dev.tercet.conformance.gateway.Ask.post;
import static dev.tercet.conformance.gateway.Going.going;

import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks and elections, through the gateway. */
@TestMethodOrder(OrderAnnotation.class)
final class LocksTest {
    @RegisterExtension
    static final Both BOTH = new Both();

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void locks(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> locks() {
        return Stream.of(
                post("/lease/grant", "{'TTL':300,'ID':71}"),
                post("/lease/grant", "{'TTL':300,'ID':72}"),
                post("/lock/lock", "{'name':<lock>,'lease':'71'}").keep("key", "key"),
                post("/lock/lock", "{'name':<lock>,'lease':71}"),
                post("/lock/lock", "{'name':<lock>,'lease':'72'}").with("Grpc-Timeout", "100m"),
                post("/kv/range", "{'key':<lock>,'range_end':<lock0>}"),
                post("/lock/lock", "{'name':<lock>,'lease':'404'}"),
                post("/lock/unlock", "{'key':'{key}'}"),
                post("/lock/unlock", "{'key':'{key}'}"),
                post("/lock/unlock", "{'key':<none>}"),
                post("/lock/unlock", "{}"),
                post("/lock/unlock", ""),
                post("/lock", "{'name':<lock>}"),
                post("/lock/lock", "{'name':<own>}").keep("own", "key"),
                post("/lock/unlock", "{'key':'{own}'}"),
                post("/lock/lock", "{'lease':71}"));
    }

    @Order(2)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void waiting(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> waiting() {
        return Stream.of(
                going(post("/lock/lock", "{'name':<w>,'lease':71}").keep("first", "key"))
                        .toEnd(),
                going(post("/lock/lock", "{'name':<w>,'lease':72}").keep("second", "key"))
                        .untilKeys("w", 2)
                        .then(post("/lock/unlock", "{'key':'{first}'}"))
                        .toEnd(),
                going(post("/lock/unlock", "{'key':'{second}'}")).toEnd(),
                going(post("/election/campaign", "{'name':<e>,'lease':71,'value':<1>}")
                                .keep("leader", "leader.key"))
                        .toEnd(),
                going(post("/election/campaign", "{'name':<e>,'lease':72,'value':<2>}"))
                        .untilKeys("e", 2)
                        .then(post("/lease/revoke", "{'ID':71}"))
                        .toEnd());
    }

    @Order(3)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void elections(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> elections() {
        return Stream.of(
                post("/lease/grant", "{'TTL':300,'ID':73}"),
                post("/election/leader", "{'name':<vote>}"),
                post("/election/campaign", "{'name':<vote>,'lease':'73','value':<ann>}")
                        .keep("key", "leader.key")
                        .keep("rev", "leader.rev"),
                post("/election/campaign", "{'name':<vote>,'lease':'73','value':<bob>}"),
                post("/election/leader", "{'name':<vote>}"),
                post("/election/leader", "{}"),
                post("/election/leader", ""),
                post(
                        "/election/proclaim",
                        "{'leader':{'name':<vote>,'key':'{key}','rev':'{rev}','lease':'73'},'value':<cid>}"),
                post(
                        "/election/proclaim",
                        "{'leader':{'name':<vote>,'key':'{key}','rev':'1','lease':'73'},'value':<cid>}"),
                post("/election/proclaim", "{'value':<cid>}"),
                post("/election/proclaim", "{}"),
                post("/election/resign", "{}"),
                post("/election/resign", "{'leader':{'name':<vote>,'key':'{key}','rev':'1','lease':'73'}}"),
                post("/election/resign", "{'leader':{'name':<vote>,'key':'{key}','rev':{rev},'lease':73}}"),
                post("/election/leader", "{'name':<vote>}"),
                post("/election/campaign", "{'name':<vote>,'lease':'404','value':<ann>}"),
                post("/election/campaign", "{'name':<vote>,'lease':'73','value':<ann>}")
                        .keep("key", "leader.key"),
                post("/election/campaign", "{'name':<vote>,'lease':'72','value':<ann>}")
                        .with("Grpc-Timeout", "100m"));
    }

    @Order(4)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void observers(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> observers() {
        return Stream.of(
                going(post("/election/observe", "{'name':<seen>}"))
                        .then(post("/lease/grant", "{'TTL':300,'ID':74}"))
                        .then(post("/election/campaign", "{'name':<seen>,'lease':74,'value':<ann>}")
                                .keep("key", "leader.key")
                                .keep("rev", "leader.rev"))
                        .lines(1)
                        .then(post(
                                "/election/proclaim",
                                "{'leader':{'name':<seen>,'key':'{key}','rev':'{rev}','lease':74},'value':<bob>}"))
                        .lines(2),
                going(post("/election/observe", "{'name':<seen>,'unknown':[]}")).lines(1),
                going(post("/election/observe", "{'name':<none>}").with("Grpc-Timeout", "100m"))
                        .toEnd(),
                going(post("/election/observe", "{'name':7}")).toEnd(),
                going(ask("GET", "/v3/election/observe", null)).toEnd());
    }
}
