package dev.tercet.conformance.gateway;

import static dev.tercet.conformance.gateway.Ask.post;

import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys, through the gateway. */
@TestMethodOrder(OrderAnnotation.class)
final class KeysTest {
    @RegisterExtension
    static final Both BOTH = new Both();

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void puts(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> puts() {
        return Stream.of(
                post("/kv/put", "{'key':<k>,'value':<v>}"),
                post("/kv/put", "{'key':<k>,'value':<w>,'prev_kv':true}"),
                post("/kv/put", "{'key':<k>,'value':<x>,'prevKv':true}"),
                post("/kv/put", "{'key':<k>}"),
                post("/kv/put", "{'value':<v>}"),
                post("/kv/put", "{}"),
                post("/kv/put", ""),
                post("/kv/put", "{'key':<k>,'value':<v>,'lease':'404'}"),
                post("/kv/put", "{'key':<k>,'value':<v>,'lease':404}"),
                post("/lease/grant", "{'TTL':300,'ID':77}"),
                post("/kv/put", "{'key':<leased>,'value':<v>,'lease':'77'}"),
                post("/kv/put", "{'key':<leased>,'value':<w>,'ignore_lease':true,'prev_kv':true}"),
                post("/kv/put", "{'key':<leased>,'ignoreValue':true,'prev_kv':true}"),
                post("/kv/put", "{'key':<leased>,'value':<v>,'ignore_value':true}"),
                post("/kv/put", "{'key':<leased>,'lease':77,'ignore_lease':true}"),
                post("/kv/put", "{'key':<absent>,'ignore_value':true}"),
                post("/kv/put", "{'key':<absent>,'ignore_lease':true}"),
                post("/kv/put", "{'key':<bytes\0\u00ff>,'value':<\u00fe\u00ff>}"));
    }

    @Order(2)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ranges(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> ranges() {
        return Stream.of(
                post("/kv/put", "{'key':<r1>,'value':<b>}"),
                post("/kv/put", "{'key':<r2>,'value':<a>}"),
                post("/kv/put", "{'key':<r3>,'value':<c>}"),
                post("/kv/put", "{'key':<r2>,'value':<d>}").keep("now", "header.revision"),
                post("/kv/range", "{'key':<r1>}"),
                post("/kv/range", "{'key':<absent>}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>}"),
                post("/kv/range", "{'key':<r>,'rangeEnd':<s>,'limit':2}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'limit':'1','sort_order':'DESCEND','sort_target':'MOD'}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'sortOrder':2,'sortTarget':4}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'sort_order':'ASCEND','sort_target':'VERSION'}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'sort_order':'ASCEND','sort_target':'CREATE'}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'sort_target':'VALUE'}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'sort_order':9}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'sort_target':9}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'sort_order':-1}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'sort_order':'SIDEWAYS'}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'keys_only':true}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'countOnly':true}"),
                post("/kv/range", "{'key':<r>,'range_end':<s>,'serializable':true,'min_mod_revision':'{now}'}"),
                post(
                        "/kv/range",
                        "{'key':<r>,'range_end':<s>,'maxModRevision':'{now}','minCreateRevision':'1','max_create_revision':1000}"),
                post("/kv/range", "{'key':<r2>,'revision':'{now}'}"),
                post("/kv/range", "{'key':<r2>,'revision':{now}}"),
                post("/kv/range", "{'key':<r2>,'revision':'1000000'}"),
                post("/kv/range", "{'key':<r2>,'revision':-1}"),
                post("/kv/range", "{'key':<r2>,'limit':-1}"),
                post("/kv/range", "{'key':<s>,'range_end':<r>}"),
                post("/kv/range", "{'key':<\0>,'range_end':<\0>,'count_only':true}"),
                post("/kv/range", "{'range_end':<s>}"),
                post("/kv/range", "{}"),
                post("/kv/range", ""));
    }

    @Order(3)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void deletes(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> deletes() {
        return Stream.of(
                post("/kv/put", "{'key':<d1>,'value':<b>}"),
                post("/kv/put", "{'key':<d2>,'value':<a>}"),
                post("/kv/put", "{'key':<d3>}"),
                post("/kv/deleterange", "{'key':<d1>,'prev_kv':true}"),
                post("/kv/deleterange", "{'key':<d1>}"),
                post("/kv/deleterange", "{'key':<d>,'rangeEnd':<e>,'prevKv':true}"),
                post("/kv/deleterange", "{'range_end':<e>}"),
                post("/kv/deleterange", "{}"),
                post("/kv/deleterange", ""));
    }

    @Order(4)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void transactions(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> transactions() {
        return Stream.of(
                post("/kv/txn", "{}"),
                post("/kv/txn", ""),
                post("/kv/txn", "{'success':[{'request_put':{'key':<t>,'value':<1>}}]}"),
                post(
                        "/kv/txn",
                        "{'success':[{'requestPut':{'key':<t>,'value':<2>,'prevKv':true}},{'requestRange':{'key':<t>}}]}"),
                post(
                        "/kv/txn",
                        "{'compare':[{'key':<t>,'target':'VALUE','value':<2>}],'success':[{'request_range':{'key':<t>}}]}"),
                post(
                        "/kv/txn",
                        "{'compare':[{'key':<t>,'target':3,'value':<1>}],'failure':[{'request_range':{'key':<t>}}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'result':'GREATER','target':'VERSION','version':'1'}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'result':1,'target':'VERSION','version':1}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'result':'LESS','target':'MOD','modRevision':'1'}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'result':'NOT_EQUAL','target':'MOD','mod_revision':'1'}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'target':'CREATE','create_revision':'0'}]}"),
                post("/kv/txn", "{'compare':[{'key':<absent>,'target':'CREATE','createRevision':0}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'target':'LEASE','lease':'0'}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'range_end':<u>,'target':'CREATE','result':'GREATER'}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'target':'MOD','version':'1'}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'target':9,'version':'1'}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'result':9,'version':'1'}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'version':'1','value':<v>}]}"),
                post("/kv/txn", "{'compare':[{'key':<t>,'version':'1','value':null}]}"),
                post("/kv/txn", "{'compare':[{}]}"),
                post("/kv/txn", "{'compare':[null]}"),
                post("/kv/txn", "{'success':[{}]}"),
                post("/kv/txn", "{'success':[null]}"),
                post("/kv/txn", "{'success':[{'request_nothing':{}}]}"),
                post("/kv/txn", "{'success':[{'request_put':{}}]}"),
                post("/kv/txn", "{'success':[{'request_put':null}]}"),
                post("/kv/txn", "{'success':[{'request_put':{'key':<t>},'request_range':{'key':<t>}}]}"),
                post("/kv/txn", "{'success':[{'request_put':{'key':<t>}},{'request_put':{'key':<t>}}]}"),
                post("/kv/txn", "{'success':[{'request_put':{'key':<t>,'lease':'404'}}]}"),
                post("/kv/txn", "{'success':[{'request_delete_range':{'key':<t>,'prev_kv':true}}]}"),
                post("/kv/txn", "{'failure':[{'requestDeleteRange':{'key':<t>}}]}"),
                post(
                        "/kv/txn",
                        "{'success':[{'request_txn':{'success':[{'request_put':{'key':<t>,'value':<3>}}]}},{'requestTxn':{}}]}"),
                post("/kv/txn", "{'success':[{'request_range':{'key':<t>,'revision':1000000}}]}"),
                post("/kv/txn", "{'success':{'request_range':{'key':<t>}}}"));
    }

    @Order(5)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void compactions(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> compactions() {
        return Stream.of(
                post("/kv/put", "{'key':<c>,'value':<1>}").keep("old", "header.revision"),
                post("/kv/put", "{'key':<c>,'value':<2>}").keep("recent", "header.revision"),
                post("/kv/compaction", "{}"),
                post("/kv/compaction", "{'revision':'{recent}'}"),
                post("/kv/compaction", "{'revision':'{recent}'}"),
                post("/kv/compaction", "{'revision':{old},'physical':true}"),
                post("/kv/compaction", "{'revision':1000000}"),
                post("/kv/compaction", "{'revision':-1}"),
                post("/kv/range", "{'key':<c>,'revision':'{old}'}"),
                post("/kv/range", "{'key':<c>,'revision':'{recent}'}"),
                post("/kv/txn", "{'success':[{'request_range':{'key':<c>,'revision':'{old}'}}]}"),
                post("/kv/put", "{'key':<c>,'value':<3>}").keep("newest", "header.revision"),
                post("/kv/compaction", "{'revision':'{newest}','physical':true}"),
                post("/kv/compaction", ""));
    }
}
