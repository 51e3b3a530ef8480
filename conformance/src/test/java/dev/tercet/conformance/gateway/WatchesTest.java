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

/** Watches, through the gateway: an answer that goes on. */
@TestMethodOrder(OrderAnnotation.class)
final class WatchesTest {
    @RegisterExtension
    static final Both BOTH = new Both();

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void history(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> history() {
        return Stream.of(
                going(post("/kv/put", "{'key':<w1>,'value':<1>}")).toEnd(),
                going(post("/kv/put", "{'key':<w1>,'value':<2>}")).toEnd(),
                going(post("/kv/deleterange", "{'key':<w1>}")).toEnd(),
                going(post("/watch", "{'create_request':{'key':<w>,'range_end':<x>,'start_revision':'2'}}"))
                        .lines(2),
                going(post("/watch", "{'createRequest':{'key':<w>,'rangeEnd':<x>,'startRevision':2,'prevKv':true}}"))
                        .lines(2),
                going(post("/watch", "{'create_request':{'key':<w1>,'start_revision':3}}"))
                        .lines(2),
                going(post("/watch", "{'create_request':{'key':<w1>,'start_revision':2,'filters':['NOPUT']}}"))
                        .lines(2),
                going(post("/watch", "{'create_request':{'key':<w1>,'start_revision':2,'filters':[1]}}"))
                        .lines(2),
                going(post(
                                "/watch",
                                "{'create_request':{'key':<w1>,'start_revision':2,'fragment':true,'watch_id':'7'}}"))
                        .lines(2),
                going(post("/watch", "{'create_request':{'key':<\0>,'range_end':<\0>,'start_revision':2}}"))
                        .lines(2));
    }

    @Order(2)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void live(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> live() {
        return Stream.of(
                going(post("/watch", "{'create_request':{'key':<l>}}"))
                        .lines(1)
                        .then(post("/kv/put", "{'key':<l>,'value':<1>}"))
                        .lines(2)
                        .then(post("/kv/deleterange", "{'key':<l>}"))
                        .lines(3),
                going(
                                post(
                                        "/watch",
                                        "{'create_request':{'key':<l>,'range_end':<m>,'prev_kv':true}}{'create_request':{'key':<n>}}"))
                        .lines(2)
                        .then(post("/kv/put", "{'key':<l2>,'value':<1>}"))
                        .lines(3)
                        .then(post("/kv/put", "{'key':<n>,'value':<1>}"))
                        .lines(4)
                        .then(post("/kv/put", "{'key':<l2>,'value':<2>}"))
                        .lines(5),
                going(post("/watch", "{'create_request':{'key':<l>,'range_end':<m>}}"))
                        .lines(1)
                        .then(
                                post(
                                        "/kv/txn",
                                        "{'success':[{'request_put':{'key':<l1>}},{'request_put':{'key':<l2>}},{'request_delete_range':{'key':<l>,'range_end':<l1>}}]}"))
                        .lines(2));
    }

    @Order(3)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void requests(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> requests() {
        return Stream.of(
                going(post("/watch", "{'create_request':{'key':<a>}}{'cancel_request':{'watch_id':'0'}}"))
                        .lines(2),
                going(post("/watch", "{'createRequest':{'key':<a>,'watchId':5}}\n{'cancelRequest':{'watchId':5}}"))
                        .lines(2),
                going(
                                post(
                                        "/watch",
                                        "{'create_request':{'key':<a>,'watch_id':5}} {'create_request':{'key':<b>,'watch_id':5}}"))
                        .lines(2),
                going(
                                post(
                                        "/watch",
                                        "{'create_request':{'key':<a>}}{'cancel_request':{'watch_id':9}}{'create_request':{'key':<b>}}"))
                        .lines(2),
                going(post("/watch", "{'create_request':{'key':<a>}}{'progress_request':{}}"))
                        .lines(2)
                        .inAnyOrder(),
                going(post("/watch", "{'create_request':{'key':<a>}}{}{'unknown':1}{'create_request':{'key':<b>}}"))
                        .lines(2),
                going(post("/watch", "{'create_request':{'key':<a>,'progress_notify':true,'unknown':{'a':[1,{}]}}}"))
                        .lines(1),
                going(post("/watch", "{'create_request':{}}")).lines(1),
                going(post("/watch", "{'create_request':{'key':<b>,'range_end':<a>}}"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<b>,'start_revision':1000000}}"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<b>,'start_revision':-1}}"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<b>,'filters':['UNKNOWN', 'NOPUT']}}"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<b>}}{'create_request':'x'}"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<b>}}]")).lines(1),
                going(post("/watch", "{'create_request':{'key':<b>}}").with("Grpc-Metadata-hasleader", "true"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<b>}}").with("Grpc-Timeout", "1S"))
                        .toEnd(),
                going(ask("GET", "/v3/watch", null)).toEnd(),
                going(ask("PUT", "/v3/watch", "{}")).toEnd(),
                going(post("/watch", "{'create_request':{'key':<b>}}").with("Grpc-Timeout", "soon"))
                        .toEnd(),
                going(post("/watch", "{'create_request':{'key':<b>}}").with("Authorization", "nonsense"))
                        .lines(1));
    }

    @Order(4)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void compacted(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> compacted() {
        return Stream.of(
                going(post("/kv/put", "{'key':<c>,'value':<1>}")).toEnd(),
                going(post("/kv/put", "{'key':<c>,'value':<2>}").keep("now", "header.revision"))
                        .toEnd(),
                going(post("/kv/compaction", "{'revision':'{now}','physical':true}"))
                        .toEnd(),
                going(post("/watch", "{'create_request':{'key':<c>,'start_revision':1}}"))
                        .lines(2),
                going(post("/watch", "{'create_request':{'key':<c>,'start_revision':'{now}'}}"))
                        .lines(2));
    }
}
