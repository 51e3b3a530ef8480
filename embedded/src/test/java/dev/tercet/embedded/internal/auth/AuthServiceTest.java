package dev.tercet.embedded.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.rpc.Calls;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What etcd 3.7.3 answered to the very same questions, in the same order. */
class AuthServiceTest {
    private static final String EMPTY_NAME = "INVALID_ARGUMENT etcdserver: user name is empty";
    private static final String DENIED = "PERMISSION_DENIED etcdserver: permission denied";
    private static final String BAD_TOKEN = "UNAUTHENTICATED etcdserver: invalid auth token";
    private static final String FAILED =
            "INVALID_ARGUMENT etcdserver: authentication failed, invalid user ID or password";
    private static final String NO_PASSWORD =
            "UNKNOWN auth: authentication failed, password was given for no password user";
    private static final String MANAGEMENT = "INVALID_ARGUMENT etcdserver: invalid auth management";
    private static final String NO_USER = "FAILED_PRECONDITION etcdserver: user name not found";
    private static final String NO_ROLE = "FAILED_PRECONDITION etcdserver: role name not found";

    private final Apply apply = new Apply();
    private final ManualTime time = new ManualTime();
    private final Guard guard = new Guard(apply, time, Limits.DEFAULT);
    private final Calls calls = calls();

    private Calls calls() {
        MethodTable methods = new MethodTable();
        Headers headers = new Headers(
                new Identity(1, 2, 3, "test", "3.7.3"), new RaftTerm(new Identity(1, 2, 3, "test", "3.7.3")), () -> 1);
        new AuthService(apply, headers, guard, new RaftIndex()).addTo(methods);
        return new Calls(methods);
    }

    private void expect(String method, String request, String answer) {
        assertThat(calls.ask("Auth/" + method, request))
                .as(method + " " + request)
                .isEqualTo(answer);
    }

    private String login(String name, String password) {
        calls.token(null);
        String reply = calls.ask("Auth/Authenticate", "name:'" + name + "' password:'" + password + "'");
        assertThat(reply).matches("token: \"[a-zA-Z]{16}\\.[0-9]+\"");
        String token = reply.substring(8, reply.length() - 1);
        calls.token(token);
        return token;
    }

    /** Root, u with a role that reads a to c and writes b to d, and somebody without a password. */
    private void setUp() {
        expect("UserAdd", "name:'root' password:'r'", "");
        expect("UserGrantRole", "user:'root' role:'root'", "");
        expect("RoleAdd", "name:'root'", "");
        expect("RoleAdd", "name:'r'", "");
        expect("RoleGrantPermission", "name:'r' perm:{permType:READWRITE key:'b' range_end:'d'}", "");
        expect("RoleGrantPermission", "name:'r' perm:{key:'a' range_end:'b'}", "");
        expect("UserAdd", "name:'np' options:{no_password:true}", "");
        expect("UserAdd", "name:'u' password:'u'", "");
        expect("UserGrantRole", "user:'u' role:'r'", "");
        expect("AuthEnable", "", "");
    }

    @Test
    void usersAndRolesBeforeItIsEnabled() {
        expect("AuthStatus", "", "authRevision: 1");
        expect("AuthEnable", "", "FAILED_PRECONDITION etcdserver: root user does not exist");
        expect("Authenticate", "name:'a'", "FAILED_PRECONDITION etcdserver: authentication is not enabled");
        expect("UserAdd", "", EMPTY_NAME);
        expect("UserAdd", "name:'root' password:'r'", "");
        expect("UserAdd", "name:'root'", "FAILED_PRECONDITION etcdserver: user name already exists");
        expect(
                "UserAdd",
                "name:'x' password:'" + "0".repeat(73) + "'",
                "UNKNOWN bcrypt: password length exceeds 72 bytes");
        expect("AuthEnable", "", "FAILED_PRECONDITION etcdserver: root user does not have root role");
        expect("RoleGet", "role:'root'", NO_ROLE);
        expect("UserGrantRole", "user:'root' role:'root'", "");
        expect("UserGrantRole", "user:'root' role:'root'", "");
        expect("UserGrantRole", "user:'root' role:'nope'", NO_ROLE);
        expect("UserGrantRole", "user:'nope' role:'nope'", NO_USER);
        expect("RoleGet", "role:'root'", NO_ROLE);
        expect("UserGet", "name:'root'", "roles: \"root\"");
        expect("RoleAdd", "", "INVALID_ARGUMENT etcdserver: role name is empty");
        expect("RoleAdd", "name:'root'", "");
        expect("RoleAdd", "name:'root'", "FAILED_PRECONDITION etcdserver: role name already exists");
        expect("RoleGet", "role:'root'", "perm { permType: READWRITE range_end: \"\\000\" }");
        expect("RoleAdd", "name:'r'", "");
        expect("RoleGrantPermission", "name:'r'", "INVALID_ARGUMENT etcdserver: permission not given");
        expect("RoleGrantPermission", "name:'r' perm:{}", MANAGEMENT);
        expect("RoleGrantPermission", "name:'no' perm:{key:'b' range_end:'a'}", MANAGEMENT);
        expect("RoleGrantPermission", "name:'no' perm:{key:'b'}", NO_ROLE);
        expect("RoleGrantPermission", "name:'r' perm:{permType:READWRITE key:'b' range_end:'d'}", "");
        expect("RoleGrantPermission", "name:'r' perm:{permType:WRITE key:'b' range_end:'c'}", "");
        expect("RoleGrantPermission", "name:'r' perm:{permType:READ key:'b' range_end:'c'}", "");
        expect("RoleGrantPermission", "name:'r' perm:{key:'a' range_end:'b'}", "");
        expect(
                "RoleGet",
                "role:'r'",
                "perm { key: \"a\" range_end: \"b\" } perm { permType: READWRITE key: \"b\" range_end: \"d\" }"
                        + " perm { permType: WRITE key: \"b\" range_end: \"c\" } perm { key: \"b\" range_end: \"c\" }");
        expect("RoleRevokePermission", "role:'r' key:'b' range_end:'c'", "");
        expect(
                "RoleRevokePermission",
                "role:'r' key:'b' range_end:'c'",
                "FAILED_PRECONDITION etcdserver: permission is not granted to the role");
        expect("RoleRevokePermission", "role:'no' key:'b'", NO_ROLE);
        expect("RoleGrantPermission", "name:'r' perm:{permType:WRITE key:'a' range_end:'b'}", "");
        expect(
                "RoleGet",
                "role:'r'",
                "perm { permType: WRITE key: \"a\" range_end: \"b\" }"
                        + " perm { permType: READWRITE key: \"b\" range_end: \"d\" }");
        expect("UserAdd", "name:'np' options:{no_password:true}", "");
        expect("UserAdd", "name:'u' password:'u'", "");
        expect("UserGrantRole", "user:'u' role:'r'", "");
        String notGranted = "FAILED_PRECONDITION etcdserver: role is not granted to the user";
        expect("UserRevokeRole", "name:'u' role:'root'", notGranted);
        expect("UserRevokeRole", "name:'no' role:'root'", NO_USER);
        expect("UserChangePassword", "name:'u' hashedPassword:'!!'", NO_PASSWORD);
        expect("UserChangePassword", "name:'no' password:'x'", NO_USER);
        expect("UserChangePassword", "name:'np' password:'x'", "");
        expect("UserDelete", "name:'no'", NO_USER);
        expect("RoleDelete", "role:'no'", NO_ROLE);
        expect("AuthStatus", "", "authRevision: 15");
        expect("UserList", "", "users: \"np\" users: \"root\" users: \"u\"");
        expect("RoleList", "", "roles: \"r\" roles: \"root\"");
        expect("RoleDelete", "role:'r'", "");
        expect("UserGet", "name:'u'", "");
    }

    @Test
    void whoMayAskWhatOnceItIsEnabled() {
        setUp();
        expect("AuthEnable", "", EMPTY_NAME);
        expect("AuthStatus", "", "enabled: true authRevision: 10");
        expect("UserGet", "", NO_USER);
        expect("UserGet", "name:'root'", EMPTY_NAME);
        expect("RoleGet", "role:'root'", EMPTY_NAME);
        expect("Authenticate", "name:'a' password:'b'", FAILED);
        expect("Authenticate", "name:'root' password:'b'", FAILED);
        expect("Authenticate", "name:'np' password:'x'", NO_PASSWORD);
        calls.token("bad.1");
        expect("AuthStatus", "", BAD_TOKEN);
        expect("UserGet", "", BAD_TOKEN);
        expect("Authenticate", "name:'root' password:'b'", FAILED);

        login("u", "u");
        expect("UserGet", "name:'u'", "roles: \"r\"");
        expect("UserGet", "name:'root'", DENIED);
        expect("RoleGet", "role:'root'", DENIED);
        expect("UserList", "", DENIED);
        expect("AuthDisable", "", DENIED);
        expect("UserAdd", "password:'r'", DENIED);

        login("root", "r");
        expect("UserDelete", "name:'root'", MANAGEMENT);
        expect("RoleDelete", "role:'root'", MANAGEMENT);
        expect("UserRevokeRole", "name:'root' role:'root'", MANAGEMENT);
        expect("AuthDisable", "", "");
        expect("AuthStatus", "", "authRevision: 11");
        expect("UserDelete", "name:'root'", "");
    }

    @Test
    void tokensLiveAsLongAsTheyAreUsed() {
        setUp();
        login("root", "r");
        for (int i = 0; i < 3; i++) {
            time.advance(Duration.ofSeconds(300).toNanos() - 1);
            expect("UserGet", "name:'u'", "roles: \"r\"");
        }
        time.advance(Duration.ofSeconds(300).toNanos());
        expect("UserGet", "name:'u'", BAD_TOKEN);
    }

    @Test
    void tokensGoWithTheirPasswordTheirUserAndWithAuthentication() {
        setUp();
        String user = login("u", "u");
        String root = login("root", "r");
        expect("UserChangePassword", "name:'u' password:'v'", "");
        calls.token(user);
        expect("UserGet", "name:'u'", BAD_TOKEN);

        String again = login("u", "v");
        calls.token("Bearer " + again);
        expect("UserGet", "name:'u'", "roles: \"r\"");
        calls.token(root);
        expect("UserDelete", "name:'u'", "");
        calls.token(again);
        expect("UserGet", "name:'u'", BAD_TOKEN);

        calls.token(root);
        expect("AuthDisable", "", "");
        expect("AuthEnable", "", "");
        expect("UserList", "", BAD_TOKEN);

        login("root", "r");
        apply.step(guard::expireTokens);
        expect("UserList", "", BAD_TOKEN);
    }

    @Test
    void aPasswordMayComeAsItsHash() {
        setUp();
        login("root", "r");
        byte[] hash = BCrypt.withDefaults().hash(4, "secret".getBytes(StandardCharsets.UTF_8));
        String digits = Base64.getEncoder().encodeToString(hash);
        expect("UserChangePassword", "name:'u' hashedPassword:'" + digits + "'", "");
        login("u", "secret");
        login("root", "r");
        expect("UserChangePassword", "name:'u'", "");
        expect("Authenticate", "name:'u'", FAILED);
        expect("UserAdd", "name:'w'", "");
        login("w", "");
    }

    @Test
    void keysAreGuarded() {
        setUp();
        login("u", "u");
        assertThat(read("a", "d")).isEmpty();
        assertThat(read("a", "e")).isEqualTo(DENIED);
        assertThat(read("c", "\0")).isEqualTo(DENIED);
        assertThat(write("a")).isEqualTo(DENIED);
        assertThat(write("b")).isEmpty();
        calls.token(null);
        assertThat(read("a", "")).isEqualTo(EMPTY_NAME);
        assertThat(refusal(() -> guard.user(calls.caller()))).isEqualTo(EMPTY_NAME);
        assertThat(refusal(() -> guard.token(calls.caller()))).isEmpty();
        calls.token("bad.1");
        assertThat(read("a", "")).isEqualTo(BAD_TOKEN);
        login("root", "r");
        assertThat(read("\0", "\0")).isEmpty();
        assertThat(refusal(() -> guard.root(calls.caller()))).isEmpty();
    }

    @Test
    void writesAreGuardedWithWhatTheyReadAndAttach() {
        setUp();
        login("u", "u");
        assertThat(put("b", 0, true)).isEmpty();
        assertThat(put("b", 1, true)).isEmpty();
        // Another's key is attached to it.
        assertThat(put("b", 2, true)).isEqualTo(DENIED);
        assertThat(put("b", 3, true)).isEmpty();
        assertThat(put("a", 0, false)).isEqualTo(DENIED);
        assertThat(all(true, "a", "b")).isEmpty();
        assertThat(all(false, "a", "b")).isEqualTo(DENIED);
        assertThat(delete("b", "d")).isEmpty();
        assertThat(delete("a", "d")).isEqualTo(DENIED);

        TxnRequest.Builder txn = TxnRequest.newBuilder();
        txn.addSuccessBuilder().getRequestRangeBuilder().setKey(bytes("a"));
        assertThat(txn(txn)).isEmpty();
        txn.addFailureBuilder()
                .getRequestTxnBuilder()
                .addSuccessBuilder()
                .getRequestPutBuilder()
                .setKey(bytes("a"));
        assertThat(txn(txn)).isEqualTo(DENIED);
        assertThat(txn(TxnRequest.newBuilder()
                        .addCompare(dev.tercet.proto.etcdserverpb.Compare.newBuilder()
                                .setKey(bytes("x")))))
                .isEqualTo(DENIED);
        calls.token(null);
        assertThat(txn(TxnRequest.newBuilder())).isEmpty();
        assertThat(txn(txn)).isEqualTo(EMPTY_NAME);
        calls.token("bad.1");
        assertThat(txn(TxnRequest.newBuilder())).isEqualTo(BAD_TOKEN);
    }

    private String read(String key, String end) {
        return refusal(() -> guard.read(calls.caller(), new KeyInterval(bytes(key), bytes(end))));
    }

    private String write(String key) {
        return refusal(() -> guard.write(calls.caller(), KeyInterval.of(bytes(key))));
    }

    private String all(boolean reading, String... keys) {
        List<ByteString> each =
                List.of(keys).stream().map(ByteString::copyFromUtf8).toList();
        return refusal(() -> {
            if (reading) {
                guard.readAll(calls.caller(), each);
            } else {
                guard.writeAll(calls.caller(), each);
            }
        });
    }

    private String put(String key, long lease, boolean previous) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(bytes(key))
                .setLease(lease)
                .setPrevKv(previous)
                .build();
        return refusal(() -> guard.put(calls.caller(), request, AuthServiceTest::attached));
    }

    private String delete(String key, String end) {
        DeleteRangeRequest request = DeleteRangeRequest.newBuilder()
                .setKey(bytes(key))
                .setRangeEnd(bytes(end))
                .setPrevKv(true)
                .build();
        return refusal(() -> guard.delete(calls.caller(), request));
    }

    private String txn(TxnRequest.Builder request) {
        return refusal(() -> guard.txn(calls.caller(), request.build(), AuthServiceTest::attached));
    }

    private static Set<ByteString> attached(long lease) {
        return lease == 1 ? Set.of(bytes("b")) : lease == 2 ? Set.of(bytes("b"), bytes("z")) : Set.of();
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private String refusal(Runnable check) {
        try {
            apply.step(check);
            return "";
        } catch (EtcdError error) {
            return error.code() + " " + error.text();
        }
    }
}
