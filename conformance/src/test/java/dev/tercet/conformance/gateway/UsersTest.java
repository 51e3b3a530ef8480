package dev.tercet.conformance.gateway;

import static dev.tercet.conformance.gateway.Ask.get;
import static dev.tercet.conformance.gateway.Ask.post;
import static dev.tercet.conformance.gateway.Going.going;

import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users, roles, and what they may, through the gateway. */
@TestMethodOrder(OrderAnnotation.class)
final class UsersTest {
    @RegisterExtension
    static final Both BOTH = new Both();

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void usersAndRoles(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> usersAndRoles() {
        return Stream.of(
                post("/auth/status", "{}"),
                post("/auth/status", ""),
                post("/auth/enable", "{}"),
                post("/auth/authenticate", "{'name':'root','password':'pw'}"),
                post("/auth/user/add", "{'name':'root','password':'pw'}"),
                post("/auth/user/add", "{'name':'root','password':'pw'}"),
                post("/auth/user/add", "{'name':'ann','password':'pw','options':{'no_password':false}}"),
                post("/auth/user/add", "{'name':'bob','options':{'noPassword':true}}"),
                post("/auth/user/add", "{'name':'cid'}"),
                post("/auth/user/add", "{}"),
                post("/auth/user/add", "{'name':7}"),
                post("/auth/user/list", "{}"),
                post("/auth/user/get", "{'name':'ann'}"),
                post("/auth/user/get", "{'name':'nobody'}"),
                post("/auth/user/changepw", "{'name':'ann','password':'new'}"),
                post("/auth/user/changepw", "{'name':'nobody','password':'new'}"),
                post("/auth/user/changepw", "{}"),
                post("/auth/role/add", "{'name':'root'}"),
                post("/auth/role/add", "{'name':'reader'}"),
                post("/auth/role/add", "{'name':'reader'}"),
                post("/auth/role/add", "{}"),
                post("/auth/role/grant", "{'name':'reader','perm':{'permType':'READ','key':<k>,'range_end':<l>}}"),
                post("/auth/role/grant", "{'name':'reader','perm':{'permType':2,'key':<m>}}"),
                post("/auth/role/grant", "{'name':'reader','perm':{'perm_type':'WRITE','key':<n>,'rangeEnd':<\0>}}"),
                post("/auth/role/grant", "{'name':'reader'}"),
                post("/auth/role/grant", "{'name':'nobody','perm':{'key':<m>}}"),
                post("/auth/role/grant", "{'name':'reader','perm':{'permType':9,'key':<q>}}"),
                post("/auth/role/grant", "{'name':'reader','perm':{'key':<m>,'range_end':<a>}}"),
                post("/auth/role/get", "{'role':'reader'}"),
                post("/auth/role/get", "{'name':'reader'}"),
                post("/auth/role/revoke", "{'role':'reader','key':<n>,'range_end':<\0>}"),
                post("/auth/role/revoke", "{'role':'reader','key':'n'}"),
                post("/auth/role/revoke", "{'role':'reader','key':<none>}"),
                post("/auth/role/revoke", "{}"),
                post("/auth/role/list", "{}"),
                post("/auth/role/delete", "{'role':'nobody'}"),
                post("/auth/user/grant", "{'user':'ann','role':'reader'}"),
                post("/auth/user/grant", "{'user':'ann','role':'nobody'}"),
                post("/auth/user/grant", "{'user':'root','role':'root'}"),
                post("/auth/user/grant", "{'name':'ann','role':'reader'}"),
                post("/auth/user/get", "{'name':'ann'}"),
                post("/auth/user/revoke", "{'name':'ann','role':'nobody'}"),
                post("/auth/user/delete", "{'name':'nobody'}"),
                post("/auth/user/delete", "{'name':'bob'}"),
                post("/auth/disable", "{}"));
    }

    @Order(2)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void callers(Ask ask) {
        BOTH.same(ask);
    }

    static Stream<Ask> callers() {
        return Stream.of(
                post("/auth/enable", ""),
                post("/auth/enable", "{}"),
                post("/kv/range", "{'key':<k>}"),
                post("/kv/put", "{'key':<k>}"),
                post("/auth/status", "{}"),
                post("/auth/user/list", "{}"),
                post("/maintenance/status", "{}"),
                post("/maintenance/alarm", "{}"),
                post("/cluster/member/list", "{}"),
                post("/lease/grant", "{'TTL':60}"),
                post("/lease/leases", "{}"),
                post("/auth/authenticate", "{'name':'root','password':'wrong'}"),
                post("/auth/authenticate", "{'name':'nobody','password':'pw'}"),
                post("/auth/authenticate", "{'name':'cid','password':''}"),
                post("/auth/authenticate", "{}"),
                post("/auth/authenticate", ""),
                post("/auth/authenticate", "{'name':'root','password':'pw'}").keep("root", "token"),
                post("/auth/authenticate", "{'name':'ann','password':'new'}").keep("ann", "token"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", "{root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", "Bearer {root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", "bearer {root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", "Bearer  {root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", "Basic {root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", "wrong"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", "Bearer wrong"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", "wrong.42"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Authorization", ""),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Grpc-Metadata-Token", "{root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Grpc-Metadata-Token", "Bearer {root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("grpc-metadata-authorization", "{root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}")
                        .with("Authorization", "wrong")
                        .with("Grpc-Metadata-Token", "{root}"),
                post("/kv/put", "{'key':<k>,'value':<v>}")
                        .with("Authorization", "{root}")
                        .with("Grpc-Metadata-Token", "wrong"),
                post("/kv/put", "{'key':<k>,'value':<v>}").with("Token", "{root}"),
                post("/kv/range", "{'key':<k>}").with("Authorization", "{ann}"),
                post("/kv/range", "{'key':<k>,'range_end':<l>}").with("Authorization", "{ann}"),
                post("/kv/range", "{'key':<k>,'range_end':<z>}").with("Authorization", "{ann}"),
                post("/kv/put", "{'key':<k>}").with("Authorization", "{ann}"),
                post("/kv/txn", "{'success':[{'request_put':{'key':<k>}}]}").with("Authorization", "{ann}"),
                post("/auth/user/list", "{}").with("Authorization", "{ann}"),
                post("/auth/user/get", "{'name':'ann'}").with("Authorization", "{ann}"),
                post("/auth/user/get", "{'name':'root'}").with("Authorization", "{ann}"),
                post("/auth/role/get", "{'role':'reader'}").with("Authorization", "{ann}"),
                post("/kv/compaction", "{'revision':1}").with("Authorization", "{ann}"),
                post("/maintenance/defragment", "{}").with("Authorization", "{ann}"),
                post("/maintenance/hashkv", "{}").with("Authorization", "{ann}"),
                post("/kv/put", "{'key':").with("Authorization", "{ann}"),
                post("/kv/put", "{'key':<k>,'value':7}"),
                get("/health"),
                get("/readyz?verbose"),
                get("/version"));
    }

    @Order(3)
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void streams(Going going) {
        BOTH.same(going);
    }

    static Stream<Going> streams() {
        return Stream.of(
                going(post("/watch", "{'create_request':{'key':<k>}}")).lines(1),
                going(post("/watch", "{'create_request':{'key':<k>}}").with("Authorization", "wrong"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<k>}}").with("Authorization", "{ann}"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<z>}}").with("Authorization", "Bearer {ann}"))
                        .lines(1),
                going(post("/watch", "{'create_request':{'key':<z>}}").with("Authorization", "Bearer {root}"))
                        .lines(1),
                going(post("/lease/keepalive", "{'ID':7}")).toEnd(),
                going(post("/lease/keepalive", "{'ID':7}").with("Authorization", "{ann}"))
                        .toEnd(),
                going(post("/maintenance/snapshot", "{}")).toEnd(),
                going(post("/maintenance/snapshot", "{}").with("Authorization", "{ann}"))
                        .toEnd(),
                going(post("/election/observe", "{'name':<k>}")).toEnd(),
                going(post("/auth/disable", "{}").with("Authorization", "{root}"))
                        .toEnd());
    }
}
