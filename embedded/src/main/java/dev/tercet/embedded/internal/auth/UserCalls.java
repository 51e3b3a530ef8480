package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.proto.etcdserverpb.AuthUserAddRequest;
import dev.tercet.proto.etcdserverpb.AuthUserAddResponse;
import dev.tercet.proto.etcdserverpb.AuthUserChangePasswordRequest;
import dev.tercet.proto.etcdserverpb.AuthUserChangePasswordResponse;
import dev.tercet.proto.etcdserverpb.AuthUserDeleteRequest;
import dev.tercet.proto.etcdserverpb.AuthUserDeleteResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGetRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGetResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleResponse;
import dev.tercet.proto.etcdserverpb.AuthUserListRequest;
import dev.tercet.proto.etcdserverpb.AuthUserListResponse;
import dev.tercet.proto.etcdserverpb.AuthUserRevokeRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthUserRevokeRoleResponse;

/** The calls of Auth that are about users. */
final class UserCalls {
    private final AuthRows rows;
    private final Headers headers;
    private final Guard guard;
    private final AuthStore store;

    UserCalls(AuthRows rows, Headers headers, Guard guard) {
        this.rows = rows;
        this.headers = headers;
        this.guard = guard;
        store = guard.store();
    }

    /** Adds their rows. */
    void addTo(MethodTable methods) {
        methods.add(new Method.Unary<>(
                AuthRows.SERVICE,
                "UserAdd",
                "/auth/user/add",
                AuthUserAddRequest.getDefaultInstance(),
                AuthUserAddResponse.getDefaultInstance(),
                Handler.of(this::addUser)));
        methods.add(rows.row(
                "UserGet",
                "/auth/user/get",
                AuthUserGetRequest.getDefaultInstance(),
                AuthUserGetResponse.getDefaultInstance(),
                this::user));
        methods.add(rows.rootOnly(
                "UserList",
                "/auth/user/list",
                AuthUserListRequest.getDefaultInstance(),
                AuthUserListResponse.getDefaultInstance(),
                request -> AuthUserListResponse.newBuilder()
                        .setHeader(headers.now())
                        .addAllUsers(store.users())
                        .build()));
        methods.add(rows.rootOnly(
                "UserDelete",
                "/auth/user/delete",
                AuthUserDeleteRequest.getDefaultInstance(),
                AuthUserDeleteResponse.getDefaultInstance(),
                request -> {
                    store.deleteUser(request.getName());
                    return AuthUserDeleteResponse.newBuilder()
                            .setHeader(headers.now())
                            .build();
                }));
        methods.add(new Method.Unary<>(
                AuthRows.SERVICE,
                "UserChangePassword",
                "/auth/user/changepw",
                AuthUserChangePasswordRequest.getDefaultInstance(),
                AuthUserChangePasswordResponse.getDefaultInstance(),
                Handler.of(this::changePassword)));
        methods.add(rows.rootOnly(
                "UserGrantRole",
                "/auth/user/grant",
                AuthUserGrantRoleRequest.getDefaultInstance(),
                AuthUserGrantRoleResponse.getDefaultInstance(),
                request -> {
                    store.grantRole(request.getUser(), request.getRole());
                    return AuthUserGrantRoleResponse.newBuilder()
                            .setHeader(headers.now())
                            .build();
                }));
        methods.add(rows.rootOnly(
                "UserRevokeRole",
                "/auth/user/revoke",
                AuthUserRevokeRoleRequest.getDefaultInstance(),
                AuthUserRevokeRoleResponse.getDefaultInstance(),
                request -> {
                    store.revokeRole(request.getName(), request.getRole());
                    return AuthUserRevokeRoleResponse.newBuilder()
                            .setHeader(headers.now())
                            .build();
                }));
    }

    private AuthUserAddResponse addUser(AuthUserAddRequest request, Caller caller) {
        boolean noPassword = request.getOptions().getNoPassword();
        // As etcd does, whatever hash the request has: that one is for its own log.
        ByteString password = noPassword ? ByteString.EMPTY : Passwords.hash(request.getPassword());
        return rows.propose(caller, () -> {
            guard.root(caller);
            store.addUser(request.getName(), password, noPassword);
            return AuthUserAddResponse.newBuilder().setHeader(headers.now()).build();
        });
    }

    private AuthUserChangePasswordResponse changePassword(AuthUserChangePasswordRequest request, Caller caller) {
        String plain = request.getPassword();
        ByteString hashed = plain.isEmpty() ? null : Passwords.hash(plain);
        return rows.propose(caller, () -> {
            guard.root(caller);
            ByteString password = ByteString.EMPTY;
            if (!store.known(request.getName()).noPassword()) {
                password = hashed != null ? hashed : Passwords.decode(request.getHashedPassword());
            }
            store.changePassword(request.getName(), password);
            return AuthUserChangePasswordResponse.newBuilder()
                    .setHeader(headers.now())
                    .build();
        });
    }

    private AuthUserGetResponse user(AuthUserGetRequest request, Caller caller) {
        rows.rootUnless(caller, name -> request.getName().equals(name));
        return AuthUserGetResponse.newBuilder()
                .setHeader(headers.now())
                .addAllRoles(store.known(request.getName()).roles())
                .build();
    }
}
