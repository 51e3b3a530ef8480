package dev.tercet.proto.codec;

import dev.tercet.proto.etcdserverpb.AuthDisableRequest;
import dev.tercet.proto.etcdserverpb.AuthDisableResponse;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthEnableResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleAddResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleDeleteResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGetResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleListRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleListResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleRevokePermissionResponse;
import dev.tercet.proto.etcdserverpb.AuthStatusRequest;
import dev.tercet.proto.etcdserverpb.AuthStatusResponse;
import dev.tercet.proto.etcdserverpb.AuthUserAddResponse;
import dev.tercet.proto.etcdserverpb.AuthUserChangePasswordResponse;
import dev.tercet.proto.etcdserverpb.AuthUserDeleteResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGetResponse;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleResponse;
import dev.tercet.proto.etcdserverpb.AuthUserListRequest;
import dev.tercet.proto.etcdserverpb.AuthUserListResponse;
import dev.tercet.proto.etcdserverpb.AuthUserRevokeRoleResponse;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.spi.AuthRpcs;

/** The calls on users, roles and passwords. */
final class AuthMethods {
    static final Codecs CODECS = Codecs.of(AuthMethods::fill);

    private AuthMethods() {}

    private static void fill(Codecs codecs) {
        codecs.call(AuthRpcs.AUTHENTICATE, AuthRequests::encode, AuthenticateResponse.parser(), AuthReplies::decode);
        codecs.header(
                AuthRpcs.ENABLE,
                ask -> AuthEnableRequest.getDefaultInstance(),
                AuthEnableResponse.parser(),
                AuthEnableResponse::getHeader);
        codecs.header(
                AuthRpcs.DISABLE,
                ask -> AuthDisableRequest.getDefaultInstance(),
                AuthDisableResponse.parser(),
                AuthDisableResponse::getHeader);
        codecs.call(
                AuthRpcs.STATUS,
                ask -> AuthStatusRequest.getDefaultInstance(),
                AuthStatusResponse.parser(),
                AuthReplies::decode);
        users(codecs);
        roles(codecs);
    }

    private static void users(Codecs codecs) {
        codecs.header(
                AuthRpcs.USER_ADD, AuthRequests::userAdd, AuthUserAddResponse.parser(), AuthUserAddResponse::getHeader);
        codecs.header(
                AuthRpcs.USER_CHANGE_PASSWORD,
                AuthRequests::userChangePassword,
                AuthUserChangePasswordResponse.parser(),
                AuthUserChangePasswordResponse::getHeader);
        codecs.call(AuthRpcs.USER_GET, AuthRequests::userGet, AuthUserGetResponse.parser(), AuthReplies::decode);
        codecs.call(
                AuthRpcs.USER_LIST,
                ask -> AuthUserListRequest.getDefaultInstance(),
                AuthUserListResponse.parser(),
                AuthReplies::decode);
        codecs.header(
                AuthRpcs.USER_DELETE,
                AuthRequests::userDelete,
                AuthUserDeleteResponse.parser(),
                AuthUserDeleteResponse::getHeader);
        codecs.header(
                AuthRpcs.USER_GRANT_ROLE,
                AuthRequests::userGrantRole,
                AuthUserGrantRoleResponse.parser(),
                AuthUserGrantRoleResponse::getHeader);
        codecs.header(
                AuthRpcs.USER_REVOKE_ROLE,
                AuthRequests::userRevokeRole,
                AuthUserRevokeRoleResponse.parser(),
                AuthUserRevokeRoleResponse::getHeader);
    }

    private static void roles(Codecs codecs) {
        codecs.header(
                AuthRpcs.ROLE_ADD, AuthRequests::roleAdd, AuthRoleAddResponse.parser(), AuthRoleAddResponse::getHeader);
        codecs.call(AuthRpcs.ROLE_GET, AuthRequests::roleGet, AuthRoleGetResponse.parser(), AuthReplies::decode);
        codecs.call(
                AuthRpcs.ROLE_LIST,
                ask -> AuthRoleListRequest.getDefaultInstance(),
                AuthRoleListResponse.parser(),
                AuthReplies::decode);
        codecs.header(
                AuthRpcs.ROLE_DELETE,
                AuthRequests::roleDelete,
                AuthRoleDeleteResponse.parser(),
                AuthRoleDeleteResponse::getHeader);
        codecs.header(
                AuthRpcs.ROLE_GRANT,
                AuthRequests::encode,
                AuthRoleGrantPermissionResponse.parser(),
                AuthRoleGrantPermissionResponse::getHeader);
        codecs.header(
                AuthRpcs.ROLE_REVOKE,
                AuthRequests::encode,
                AuthRoleRevokePermissionResponse.parser(),
                AuthRoleRevokePermissionResponse::getHeader);
    }
}
