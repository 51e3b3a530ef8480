package dev.tercet.embedded.internal.auth;

import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.proto.etcdserverpb.AuthDisableRequest;
import dev.tercet.proto.etcdserverpb.AuthDisableResponse;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthEnableResponse;
import dev.tercet.proto.etcdserverpb.AuthStatusRequest;
import dev.tercet.proto.etcdserverpb.AuthStatusResponse;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;

/** The service Auth. */
public final class AuthService {
    private final AuthRows rows;
    private final Headers headers;
    private final AuthStore store;
    private final Login login;
    private final UserCalls users;
    private final RoleCalls roles;

    public AuthService(Apply apply, Headers headers, Guard guard, RaftIndex index) {
        this.headers = headers;
        rows = new AuthRows(apply, guard, index);
        store = guard.store();
        login = new Login(apply, headers, guard.store(), guard.tokens(), index);
        users = new UserCalls(rows, headers, guard);
        roles = new RoleCalls(rows, headers, guard.store());
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        addSwitch(methods);
        users.addTo(methods);
        roles.addTo(methods);
    }

    private void addSwitch(MethodTable methods) {
        methods.add(rows.rootOnly(
                "AuthEnable",
                "/auth/enable",
                AuthEnableRequest.getDefaultInstance(),
                AuthEnableResponse.getDefaultInstance(),
                request -> {
                    store.enable();
                    return AuthEnableResponse.newBuilder()
                            .setHeader(headers.now())
                            .build();
                }));
        methods.add(rows.rootOnly(
                "AuthDisable",
                "/auth/disable",
                AuthDisableRequest.getDefaultInstance(),
                AuthDisableResponse.getDefaultInstance(),
                request -> {
                    store.disable();
                    return AuthDisableResponse.newBuilder()
                            .setHeader(headers.now())
                            .build();
                }));
        methods.add(rows.row(
                "AuthStatus",
                "/auth/status",
                AuthStatusRequest.getDefaultInstance(),
                AuthStatusResponse.getDefaultInstance(),
                (request, caller) -> AuthStatusResponse.newBuilder()
                        .setHeader(headers.now())
                        .setEnabled(store.isEnabled())
                        .setAuthRevision(store.revision())
                        .build()));
        methods.add(new Method.Unary<>(
                AuthRows.SERVICE,
                "Authenticate",
                "/auth/authenticate",
                AuthenticateRequest.getDefaultInstance(),
                AuthenticateResponse.getDefaultInstance(),
                Handler.of((request, caller) -> login.authenticate(request))));
    }
}
