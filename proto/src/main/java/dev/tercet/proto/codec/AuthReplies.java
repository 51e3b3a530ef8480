package dev.tercet.proto.codec;

import dev.tercet.auth.AuthStatus;
import dev.tercet.auth.Permission;
import dev.tercet.auth.RolePermissions;
import dev.tercet.auth.Roles;
import dev.tercet.auth.UserRoles;
import dev.tercet.auth.Users;
import dev.tercet.proto.etcdserverpb.AuthRoleGetResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleListResponse;
import dev.tercet.proto.etcdserverpb.AuthStatusResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGetResponse;
import dev.tercet.proto.etcdserverpb.AuthUserListResponse;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.spi.AuthRpcs;
import java.util.List;

/** The replies of the auth service that say more than their header. */
public final class AuthReplies {
    private AuthReplies() {}

    public static AuthRpcs.Authenticated decode(AuthenticateResponse reply) {
        return new AuthRpcs.Authenticated(HeaderCodec.decode(reply.getHeader()), reply.getToken());
    }

    public static AuthStatus decode(AuthStatusResponse reply) {
        return new AuthStatus(HeaderCodec.decode(reply.getHeader()), reply.getEnabled(), reply.getAuthRevision());
    }

    public static UserRoles decode(AuthUserGetResponse reply) {
        return new UserRoles(HeaderCodec.decode(reply.getHeader()), List.copyOf(reply.getRolesList()));
    }

    public static Users decode(AuthUserListResponse reply) {
        return new Users(HeaderCodec.decode(reply.getHeader()), List.copyOf(reply.getUsersList()));
    }

    public static Roles decode(AuthRoleListResponse reply) {
        return new Roles(HeaderCodec.decode(reply.getHeader()), List.copyOf(reply.getRolesList()));
    }

    public static RolePermissions decode(AuthRoleGetResponse reply) {
        return new RolePermissions(
                HeaderCodec.decode(reply.getHeader()),
                reply.getPermList().stream().map(AuthReplies::decode).toList());
    }

    private static Permission decode(dev.tercet.proto.authpb.Permission permission) {
        Permission.Type type = switch (permission.getPermType()) {
            case WRITE -> Permission.Type.WRITE;
            case READWRITE -> Permission.Type.READ_WRITE;
            // The least there is, for a kind from a newer server.
            case READ, UNRECOGNIZED -> Permission.Type.READ;
        };
        return new Permission(type, KeyValueCodec.decodeRange(permission.getKey(), permission.getRangeEnd()));
    }
}
