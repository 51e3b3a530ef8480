package dev.tercet.embedded.internal.auth;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AuthDisableRequest;
import dev.tercet.proto.etcdserverpb.AuthDisableResponse;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthEnableResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleAddRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleAddResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleDeleteRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleDeleteResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGetRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGetResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleListRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleListResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleRevokePermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleRevokePermissionResponse;
import dev.tercet.proto.etcdserverpb.AuthStatusRequest;
import dev.tercet.proto.etcdserverpb.AuthStatusResponse;
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
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import java.util.function.Supplier;

/** The service Auth. */
public final class AuthService {
    private static final String SERVICE = "etcdserverpb.Auth";

    private final Apply apply;
    private final Headers headers;
    private final Guard guard;
    private final RaftIndex index;
    private final AuthStore store;
    private final Login login;

    public AuthService(Apply apply, Headers headers, Guard guard, RaftIndex index) {
        this.apply = apply;
        this.headers = headers;
        this.guard = guard;
        this.index = index;
        store = guard.store();
        login = new Login(apply, headers, guard.store(), guard.tokens(), index);
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        addSwitch(methods);
        addUsers(methods);
        addRoles(methods);
    }

    private void addSwitch(MethodTable methods) {
        methods.add(rootOnly(
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
        methods.add(rootOnly(
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
        methods.add(row(
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
                SERVICE,
                "Authenticate",
                "/auth/authenticate",
                AuthenticateRequest.getDefaultInstance(),
                AuthenticateResponse.getDefaultInstance(),
                Handler.of((request, caller) -> login.authenticate(request))));
    }

    private void addUsers(MethodTable methods) {
        methods.add(new Method.Unary<>(
                SERVICE,
                "UserAdd",
                "/auth/user/add",
                AuthUserAddRequest.getDefaultInstance(),
                AuthUserAddResponse.getDefaultInstance(),
                Handler.of(this::addUser)));
        methods.add(row(
                "UserGet",
                "/auth/user/get",
                AuthUserGetRequest.getDefaultInstance(),
                AuthUserGetResponse.getDefaultInstance(),
                this::user));
        methods.add(rootOnly(
                "UserList",
                "/auth/user/list",
                AuthUserListRequest.getDefaultInstance(),
                AuthUserListResponse.getDefaultInstance(),
                request -> AuthUserListResponse.newBuilder()
                        .setHeader(headers.now())
                        .addAllUsers(store.users())
                        .build()));
        methods.add(rootOnly(
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
                SERVICE,
                "UserChangePassword",
                "/auth/user/changepw",
                AuthUserChangePasswordRequest.getDefaultInstance(),
                AuthUserChangePasswordResponse.getDefaultInstance(),
                Handler.of(this::changePassword)));
        methods.add(rootOnly(
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
        methods.add(rootOnly(
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

    private void addRoles(MethodTable methods) {
        methods.add(rootOnly(
                "RoleAdd",
                "/auth/role/add",
                AuthRoleAddRequest.getDefaultInstance(),
                AuthRoleAddResponse.getDefaultInstance(),
                request -> {
                    store.addRole(request.getName());
                    return AuthRoleAddResponse.newBuilder()
                            .setHeader(headers.now())
                            .build();
                }));
        methods.add(row(
                "RoleGet",
                "/auth/role/get",
                AuthRoleGetRequest.getDefaultInstance(),
                AuthRoleGetResponse.getDefaultInstance(),
                this::role));
        methods.add(rootOnly(
                "RoleList",
                "/auth/role/list",
                AuthRoleListRequest.getDefaultInstance(),
                AuthRoleListResponse.getDefaultInstance(),
                request -> AuthRoleListResponse.newBuilder()
                        .setHeader(headers.now())
                        .addAllRoles(store.roles())
                        .build()));
        methods.add(rootOnly(
                "RoleDelete",
                "/auth/role/delete",
                AuthRoleDeleteRequest.getDefaultInstance(),
                AuthRoleDeleteResponse.getDefaultInstance(),
                request -> {
                    store.deleteRole(request.getRole());
                    return AuthRoleDeleteResponse.newBuilder()
                            .setHeader(headers.now())
                            .build();
                }));
        methods.add(rootOnly(
                "RoleGrantPermission",
                "/auth/role/grant",
                AuthRoleGrantPermissionRequest.getDefaultInstance(),
                AuthRoleGrantPermissionResponse.getDefaultInstance(),
                this::grant));
        methods.add(rootOnly(
                "RoleRevokePermission",
                "/auth/role/revoke",
                AuthRoleRevokePermissionRequest.getDefaultInstance(),
                AuthRoleRevokePermissionResponse.getDefaultInstance(),
                request -> {
                    store.revoke(request.getRole(), request.getKey(), request.getRangeEnd());
                    return AuthRoleRevokePermissionResponse.newBuilder()
                            .setHeader(headers.now())
                            .build();
                }));
    }

    private AuthUserAddResponse addUser(AuthUserAddRequest request, Caller caller) {
        boolean noPassword = request.getOptions().getNoPassword();
        // As etcd does, whatever hash the request has: that one is for its own log.
        ByteString password = noPassword ? ByteString.EMPTY : Passwords.hash(request.getPassword());
        return propose(caller, () -> {
            guard.root(caller);
            store.addUser(request.getName(), password, noPassword);
            return AuthUserAddResponse.newBuilder().setHeader(headers.now()).build();
        });
    }

    private AuthUserChangePasswordResponse changePassword(AuthUserChangePasswordRequest request, Caller caller) {
        String plain = request.getPassword();
        ByteString hashed = plain.isEmpty() ? null : Passwords.hash(plain);
        return propose(caller, () -> {
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
        rootUnless(caller, name -> request.getName().equals(name));
        return AuthUserGetResponse.newBuilder()
                .setHeader(headers.now())
                .addAllRoles(store.known(request.getName()).roles())
                .build();
    }

    private AuthRoleGetResponse role(AuthRoleGetRequest request, Caller caller) {
        rootUnless(caller, name -> {
            User user = store.find(name);
            return user != null && user.roles().contains(request.getRole());
        });
        return AuthRoleGetResponse.newBuilder()
                .setHeader(headers.now())
                .addAllPerm(store.role(request.getRole()))
                .build();
    }

    private AuthRoleGrantPermissionResponse grant(AuthRoleGrantPermissionRequest request) {
        if (!request.hasPerm()) {
            throw EtcdErrors.PERMISSION_NOT_GIVEN;
        }
        store.grant(request.getName(), request.getPerm());
        return AuthRoleGrantPermissionResponse.newBuilder()
                .setHeader(headers.now())
                .build();
    }

    /** What root may ask of all, and others of their own; etcd takes one without a token for the user with the empty name. */
    private void rootUnless(Caller caller, Own own) {
        if (!guard.isOn()) {
            return;
        }
        String name = guard.name(caller);
        if (!own.is(name == null ? "" : name)) {
            guard.root(caller);
        }
    }

    private interface Own {
        boolean is(String user);
    }

    private <Q extends Message, R extends Message> Method<Q, R> rootOnly(
            String name, String path, Q request, R reply, Action<Q, R> action) {
        return row(name, path, request, reply, (asked, caller) -> {
            guard.root(caller);
            return action.take(asked);
        });
    }

    private <Q extends Message, R extends Message> Method<Q, R> row(
            String name, String path, Q request, R reply, Handler.Answer<Q, R> answer) {
        return new Method.Unary<>(
                SERVICE,
                name,
                path,
                request,
                reply,
                Handler.of((asked, caller) -> propose(caller, () -> answer.to(asked, caller))));
    }

    /** Takes a step that goes through etcd's log, refused or not: with a bad token only it does not get there. */
    private <T> T propose(Caller caller, Supplier<T> step) {
        return apply.step(() -> {
            guard.token(caller);
            index.advance();
            return step.get();
        });
    }

    /** Within a step. Throws an {@link EtcdError} to refuse. */
    private interface Action<Q, R> {
        R take(Q request);
    }
}
