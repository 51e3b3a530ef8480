package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. Each of these returns if the caller may, and throws the {@code EtcdError} that etcd answers if not; while
 * authentication is off everybody may do everything. Within a step.
 */
public final class Guard {
    private static final String BEARER = "Bearer ";

    private final Apply apply;
    private final Tokens tokens;
    private final AuthStore store;

    public Guard(Apply apply, Time time, Limits limits) {
        this.apply = apply;
        tokens = new Tokens(time, limits.tokenTtl());
        store = new AuthStore(tokens);
    }

    /** Whether there is anything to ask at all. Anywhere. */
    public boolean isOn() {
        return store.isEnabled();
    }

    /** Anybody without a token, or with a valid one: what etcd asks of a write before it looks at anything else. */
    public void token(Caller caller) {
        if (isOn()) {
            name(caller);
        }
    }

    /** Any user with a valid token. */
    public void user(Caller caller) {
        if (isOn()) {
            named(caller);
        }
    }

    /** A user with the role root. */
    public void root(Caller caller) {
        if (isOn() && !store.known(named(caller)).isRoot()) {
            throw EtcdErrors.PERMISSION_DENIED;
        }
    }

    /** One who may read these keys. */
    public void read(Caller caller, KeyInterval keys) {
        if (isOn() && !store.mayRead(permitted(caller), keys)) {
            throw EtcdErrors.PERMISSION_DENIED;
        }
    }

    /** One who may write these keys. */
    public void write(Caller caller, KeyInterval keys) {
        if (isOn() && !store.mayWrite(permitted(caller), keys)) {
            throw EtcdErrors.PERMISSION_DENIED;
        }
    }

    /** A user who may read each of these keys, or root: those attached to leases that are asked for. */
    public void readAll(Caller caller, Collection<ByteString> keys) {
        if (isOn()) {
            named(caller);
            keys.forEach(key -> read(caller, KeyInterval.of(key)));
        }
    }

    /** A user who may write each of these keys, or root: those attached to a lease that is renewed or revoked. */
    public void writeAll(Caller caller, Collection<ByteString> keys) {
        if (isOn()) {
            named(caller);
            keys.forEach(key -> write(caller, KeyInterval.of(key)));
        }
    }

    /**
     * One who may put this. Whoever attaches a key to a lease must be able to revoke the lease.
     *
     * @param attached the keys attached to a lease, empty if there is no such lease
     */
    public void put(Caller caller, PutRequest request, LongFunction<? extends Collection<ByteString>> attached) {
        if (isOn()) {
            KeyInterval key = KeyInterval.of(request.getKey());
            write(caller, key);
            if (request.getLease() != 0) {
                writeAll(caller, attached.apply(request.getLease()));
            }
            if (request.getPrevKv()) {
                read(caller, key);
            }
        }
    }

    /** One who may delete this. */
    public void delete(Caller caller, DeleteRangeRequest request) {
        if (isOn()) {
            KeyInterval keys = new KeyInterval(request.getKey(), request.getRangeEnd());
            write(caller, keys);
            if (request.getPrevKv()) {
                read(caller, keys);
            }
        }
    }

    /** One who may do all that a transaction might do, and see what it compares. */
    public void txn(Caller caller, TxnRequest request, LongFunction<? extends Collection<ByteString>> attached) {
        if (isOn()) {
            // One that does nothing needs no permission, and yet no bad token.
            token(caller);
            for (Compare compare : request.getCompareList()) {
                read(caller, new KeyInterval(compare.getKey(), compare.getRangeEnd()));
            }
            operations(caller, request.getSuccessList(), attached);
            operations(caller, request.getFailureList(), attached);
        }
    }

    private void operations(
            Caller caller, List<RequestOp> operations, LongFunction<? extends Collection<ByteString>> attached) {
        for (RequestOp operation : operations) {
            switch (operation.getRequestCase()) {
                case REQUEST_RANGE ->
                    read(
                            caller,
                            new KeyInterval(
                                    operation.getRequestRange().getKey(),
                                    operation.getRequestRange().getRangeEnd()));
                case REQUEST_PUT -> put(caller, operation.getRequestPut(), attached);
                case REQUEST_DELETE_RANGE -> delete(caller, operation.getRequestDeleteRange());
                case REQUEST_TXN -> txn(caller, operation.getRequestTxn(), attached);
                case REQUEST_NOT_SET -> {}
            }
        }
    }

    /** Drops every token, as if its time were up. */
    public void expireTokens() {
        apply.check();
        tokens.clear();
    }

    /** Drops the caller's token, as if its time were up. */
    public void expireToken(Caller caller) {
        apply.check();
        String token = caller.token();
        if (token != null) {
            tokens.drop(bare(token));
        }
    }

    AuthStore store() {
        return store;
    }

    Tokens tokens() {
        return tokens;
    }

    /** The caller's name while authentication is on; null without a token. */
    @Nullable
    String name(Caller caller) {
        apply.check();
        String token = caller.token();
        if (token == null) {
            return null;
        }
        String name = tokens.user(bare(token));
        if (name == null) {
            throw EtcdErrors.INVALID_AUTH_TOKEN;
        }
        return name;
    }

    private String named(Caller caller) {
        String name = name(caller);
        if (name == null) {
            throw EtcdErrors.USER_NAME_IS_EMPTY;
        }
        return name;
    }

    private User permitted(Caller caller) {
        User user = store.find(named(caller));
        if (user == null) {
            throw EtcdErrors.PERMISSION_DENIED;
        }
        return user;
    }

    private static String bare(String token) {
        return token.startsWith(BEARER) ? token.substring(BEARER.length()) : token;
    }
}
