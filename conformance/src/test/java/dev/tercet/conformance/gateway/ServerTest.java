package dev.tercet.conformance.gateway;

import static dev.tercet.conformance.gateway.Ask.get;
import static dev.tercet.conformance.gateway.Ask.post;

import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cluster and its upkeep, through the gateway. */
@TestMethodOrder(OrderAnnotation.class)
final class ServerTest {
    @RegisterExtension
    static final Both BOTH = new Both();

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void members(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> members() {
        return Stream.of(
                post("/cluster/member/list", "{}")
                        .keep("cluster", "header.cluster_id")
                        .keep("member", "header.member_id"),
                post("/cluster/member/list", "{'linearizable':true}"),
                post("/cluster/member/list", "{'linearizable':false}"),
                post("/cluster/member/list", ""),
                post("/cluster/member/add", "{}"),
                post("/cluster/member/add", "{'peerURLs':['no url']}"),
                post("/cluster/member/add", "{'peerURLs':['http://127.0.0.1:1'],'isLearner':'x'}"),
                post("/cluster/member/remove", "{}"),
                post("/cluster/member/remove", "{'ID':'404'}"),
                post("/cluster/member/update", "{}"),
                post("/cluster/member/update", "{'ID':404,'peerURLs':['http://127.0.0.1:1']}"),
                post("/cluster/member/promote", "{}"),
                post("/cluster/member/promote", "{'ID':'404'}"),
                post("/cluster/member/promote", "{'ID':'{member}'}"),
                post("/cluster/member/promote", "{'ID':-1}"));
    }

    @Order(2)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void maintenance(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> maintenance() {
        return Stream.of(
                post("/maintenance/status", "{}"),
                post("/maintenance/status", ""),
                post("/maintenance/defragment", "{}"),
                post("/kv/put", "{'key':<k>}"),
                post("/maintenance/hash", "{}"),
                post("/maintenance/hashkv", "{}"),
                post("/maintenance/hashkv", "{'revision':'2'}"),
                post("/maintenance/hashkv", "{'revision':1000000}"),
                post("/maintenance/transfer-leadership", "{}"),
                post("/maintenance/transfer-leadership", "{'targetID':'404'}"),
                post("/maintenance/transfer-leadership", "{'targetID':'{member}'}"),
                post("/maintenance/downgrade", "{}"),
                post("/maintenance/downgrade", "{'action':'VALIDATE','version':'3.6.0'}"),
                post("/maintenance/downgrade", "{'action':'VALIDATE','version':'3.5.0'}"),
                post("/maintenance/downgrade", "{'action':'VALIDATE','version':'x'}"),
                post("/maintenance/downgrade", "{'action':'CANCEL'}"),
                post("/maintenance/downgrade", "{'action':9}"));
    }

    @Order(3)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void alarms(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> alarms() {
        return Stream.of(
                post("/maintenance/alarm", "{}"),
                post("/maintenance/alarm", ""),
                post("/maintenance/alarm", "{'action':'GET','alarm':'NOSPACE'}"),
                post("/maintenance/alarm", "{'action':'ACTIVATE','alarm':'NOSPACE','memberID':'{member}'}"),
                post("/maintenance/alarm", "{'action':0,'alarm':0}"),
                post("/kv/put", "{'key':<k>,'value':<v>}"),
                post("/kv/txn", "{'success':[{'request_put':{'key':<k>}}]}"),
                post("/kv/range", "{'key':<k>}"),
                post("/lease/grant", "{'TTL':60}"),
                post("/maintenance/status", "{}"),
                get("/health"),
                get("/health?exclude=NOSPACE"),
                get("/health?exclude=CORRUPT"),
                get("/health?serializable=true"),
                get("/livez"),
                get("/readyz?verbose"),
                post("/maintenance/alarm", "{'action':2,'alarm':1,'memberID':'{member}'}"),
                post("/maintenance/alarm", "{'action':'ACTIVATE','alarm':'CORRUPT','memberID':'{member}'}"),
                get("/health"),
                get("/livez?verbose"),
                get("/readyz"),
                get("/readyz?verbose"),
                get("/readyz/data_corruption"),
                get("/readyz?exclude=data_corruption"),
                post("/kv/put", "{'key':<k>,'value':<v>}"),
                post("/kv/range", "{'key':<k>}"),
                post("/maintenance/alarm", "{'action':'DEACTIVATE','alarm':'CORRUPT','memberID':'{member}'}"),
                get("/health"));
    }
}
