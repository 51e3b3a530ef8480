package dev.tercet.proto.codec;

import dev.tercet.auth.Permission;
import dev.tercet.proto.authpb.UserAddOptions;
import dev.tercet.proto.etcdserverpb.AuthRoleAddRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleDeleteRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGetRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleRevokePermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthUserAddRequest;
import dev.tercet.proto.etcdserverpb.AuthUserChangePasswordRequest;
import dev.tercet.proto.etcdserverpb.AuthUserDeleteRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGetRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthUserRevokeRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.spi.AuthRpcs;

/** The requests of the auth service. */
public final class AuthRequests {
    private AuthRequests() {}

    public static AuthenticateRequest encode(AuthRpcs.Authenticate authenticate) {
        return AuthenticateRequest.newBuilder()
                .setName(authenticate.user())
                .setPassword(authenticate.password())
                .build();
    }

    public static AuthUserAddRequest userAdd(AuthRpcs.UserPassword user) {
        AuthUserAddRequest.Builder request = AuthUserAddRequest.newBuilder().setName(user.name());
        if (user.password() == null) {
            request.setOptions(UserAddOptions.newBuilder().setNoPassword(true));
        } else {
            request.setPassword(user.password());
        }
        return request.build();
    }

    public static AuthUserChangePasswordRequest userChangePassword(AuthRpcs.UserPassword user) {
        return AuthUserChangePasswordRequest.newBuilder()
                .setName(user.name())
                .setPassword(user.password() == null ? "" : user.password())
                .build();
    }

    public static AuthUserGetRequest userGet(AuthRpcs.Named user) {
        return AuthUserGetRequest.newBuilder().setName(user.name()).build();
    }

    public static AuthUserDeleteRequest userDelete(AuthRpcs.Named user) {
        return AuthUserDeleteRequest.newBuilder().setName(user.name()).build();
    }

    public static AuthUserGrantRoleRequest userGrantRole(AuthRpcs.UserRole pair) {
        return AuthUserGrantRoleRequest.newBuilder()
                .setUser(pair.user())
                .setRole(pair.role())
                .build();
    }

    public static AuthUserRevokeRoleRequest userRevokeRole(AuthRpcs.UserRole pair) {
        return AuthUserRevokeRoleRequest.newBuilder()
                .setName(pair.user())
                .setRole(pair.role())
                .build();
    }

    public static AuthRoleAddRequest roleAdd(AuthRpcs.Named role) {
        return AuthRoleAddRequest.newBuilder().setName(role.name()).build();
    }

    public static AuthRoleGetRequest roleGet(AuthRpcs.Named role) {
        return AuthRoleGetRequest.newBuilder().setRole(role.name()).build();
    }

    public static AuthRoleDeleteRequest roleDelete(AuthRpcs.Named role) {
        return AuthRoleDeleteRequest.newBuilder().setRole(role.name()).build();
    }

    public static AuthRoleGrantPermissionRequest encode(AuthRpcs.Grant grant) {
        return AuthRoleGrantPermissionRequest.newBuilder()
                .setName(grant.role())
                .setPerm(encode(grant.permission()))
                .build();
    }

    public static AuthRoleRevokePermissionRequest encode(AuthRpcs.Revoke revoke) {
        return AuthRoleRevokePermissionRequest.newBuilder()
                .setRole(revoke.role())
                .setKey(BytesCodec.encode(revoke.range().key()))
                .setRangeEnd(BytesCodec.encode(revoke.range().end()))
                .build();
    }

    private static dev.tercet.proto.authpb.Permission encode(Permission permission) {
        return dev.tercet.proto.authpb.Permission.newBuilder()
                .setPermType(
                        switch (permission.type()) {
                            case READ -> dev.tercet.proto.authpb.Permission.Type.READ;
                            case WRITE -> dev.tercet.proto.authpb.Permission.Type.WRITE;
                            case READ_WRITE -> dev.tercet.proto.authpb.Permission.Type.READWRITE;
                        })
                .setKey(BytesCodec.encode(permission.range().key()))
                .setRangeEnd(BytesCodec.encode(permission.range().end()))
                .build();
    }
}
