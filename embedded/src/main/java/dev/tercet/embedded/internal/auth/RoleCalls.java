package dev.tercet.embedded.internal.auth;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.status.EtcdErrors;
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

/** The calls of Auth that are about roles. */
final class RoleCalls {
    private final AuthRows rows;
    private final Headers headers;
    private final AuthStore store;

    RoleCalls(AuthRows rows, Headers headers, AuthStore store) {
        this.rows = rows;
        this.headers = headers;
        this.store = store;
    }

    /** Adds their rows. */
    void addTo(MethodTable methods) {
        methods.add(rows.rootOnly(
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
        methods.add(rows.row(
                "RoleGet",
                "/auth/role/get",
                AuthRoleGetRequest.getDefaultInstance(),
                AuthRoleGetResponse.getDefaultInstance(),
                this::role));
        methods.add(rows.rootOnly(
                "RoleList",
                "/auth/role/list",
                AuthRoleListRequest.getDefaultInstance(),
                AuthRoleListResponse.getDefaultInstance(),
                request -> AuthRoleListResponse.newBuilder()
                        .setHeader(headers.now())
                        .addAllRoles(store.roles())
                        .build()));
        methods.add(rows.rootOnly(
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
        methods.add(rows.rootOnly(
                "RoleGrantPermission",
                "/auth/role/grant",
                AuthRoleGrantPermissionRequest.getDefaultInstance(),
                AuthRoleGrantPermissionResponse.getDefaultInstance(),
                this::grant));
        methods.add(rows.rootOnly(
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

    private AuthRoleGetResponse role(AuthRoleGetRequest request, Caller caller) {
        rows.rootUnless(caller, name -> {
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
}
