package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.proto.authpb.Permission;
import dev.tercet.proto.authpb.UserAddOptions;
import dev.tercet.proto.etcdserverpb.AuthDisableRequest;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleAddRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleDeleteRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGetRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleListRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleRevokePermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthStatusRequest;
import dev.tercet.proto.etcdserverpb.AuthUserAddRequest;
import dev.tercet.proto.etcdserverpb.AuthUserChangePasswordRequest;
import dev.tercet.proto.etcdserverpb.AuthUserDeleteRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGetRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthUserListRequest;
import dev.tercet.proto.etcdserverpb.AuthUserRevokeRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import java.util.Deque;
import java.util.List;

/** Users, roles and permissions. The root user has one password as long as it lives, so that nobody is locked out. */
final class AuthSteps {
    static final List<String> USERS = List.of("ann", "bob", "carl");
    private static final String ROOT = "root";

    private AuthSteps() {}

    /** The requests; who sends them is decided elsewhere. */
    static void manage(Dice dice, World world, Deque<Step> out) {
        out.add(call(
                switch (dice.below(18)) {
                    case 0, 1 -> userAdd(dice);
                    case 2 ->
                        AuthUserDeleteRequest.newBuilder().setName(user(dice)).build();
                    case 3 ->
                        AuthUserGetRequest.newBuilder().setName(user(dice)).build();
                    case 4 -> AuthUserListRequest.getDefaultInstance();
                    case 5 -> changePassword(dice);
                    case 6, 7 ->
                        AuthUserGrantRoleRequest.newBuilder()
                                .setUser(user(dice))
                                .setRole(role(dice))
                                .build();
                    case 8 ->
                        AuthUserRevokeRoleRequest.newBuilder()
                                .setName(user(dice))
                                .setRole(role(dice))
                                .build();
                    case 9 ->
                        AuthRoleAddRequest.newBuilder().setName(role(dice)).build();
                    case 10 ->
                        AuthRoleGetRequest.newBuilder().setRole(role(dice)).build();
                    case 11 -> AuthRoleListRequest.getDefaultInstance();
                    case 12 ->
                        dice.chance(30)
                                ? AuthRoleDeleteRequest.newBuilder()
                                        .setRole(role(dice))
                                        .build()
                                : AuthStatusRequest.getDefaultInstance();
                    case 13, 14, 15 -> grant(dice);
                    case 16 -> revoke(dice);
                    default ->
                        dice.chance(50)
                                ? AuthEnableRequest.getDefaultInstance()
                                : AuthStatusRequest.getDefaultInstance();
                }));
    }

    /** A token for somebody, perhaps. */
    static void authenticate(Dice dice, World world, Deque<Step> out) {
        String name = user(dice);
        out.add(authenticate(name, name.equals(ROOT) && dice.chance(90) ? ROOT : password(dice)));
    }

    /** All that it takes to switch it on, and to go on as root. */
    static void enable(Dice dice, World world, Deque<Step> out) {
        out.add(call(
                AuthUserAddRequest.newBuilder().setName(ROOT).setPassword(ROOT).build()));
        out.add(call(AuthRoleAddRequest.newBuilder().setName(ROOT).build()));
        out.add(call(AuthUserGrantRoleRequest.newBuilder()
                .setUser(ROOT)
                .setRole(ROOT)
                .build()));
        out.add(call(AuthEnableRequest.getDefaultInstance()));
        out.add(root());
    }

    static void disable(Dice dice, World world, Deque<Step> out) {
        out.add(root());
        out.add(call(AuthDisableRequest.getDefaultInstance()).by(ROOT));
    }

    static Step.Call root() {
        return authenticate(ROOT, ROOT);
    }

    private static Step.Call authenticate(String name, String password) {
        return call(AuthenticateRequest.newBuilder()
                .setName(name)
                .setPassword(password)
                .build());
    }

    private static Message userAdd(Dice dice) {
        String name = user(dice);
        AuthUserAddRequest.Builder add = AuthUserAddRequest.newBuilder().setName(name);
        if (name.equals(ROOT)) {
            return add.setPassword(ROOT).build();
        }
        if (dice.chance(15)) {
            add.setOptions(UserAddOptions.newBuilder().setNoPassword(dice.chance(70)));
        }
        return add.setPassword(password(dice)).build();
    }

    private static Message changePassword(Dice dice) {
        String name = user(dice);
        return AuthUserChangePasswordRequest.newBuilder()
                .setName(name)
                .setPassword(name.equals(ROOT) ? ROOT : password(dice))
                .build();
    }

    private static Message grant(Dice dice) {
        AuthRoleGrantPermissionRequest.Builder grant =
                AuthRoleGrantPermissionRequest.newBuilder().setName(role(dice));
        if (dice.chance(95)) {
            ByteString key = dice.key();
            grant.setPerm(Permission.newBuilder()
                    .setKey(key)
                    .setRangeEnd(dice.end(key))
                    .setPermTypeValue(dice.chance(97) ? dice.below(3) : 5));
        }
        return grant.build();
    }

    private static Message revoke(Dice dice) {
        ByteString key = dice.key();
        return AuthRoleRevokePermissionRequest.newBuilder()
                .setRole(role(dice))
                .setKey(key)
                .setRangeEnd(dice.end(key))
                .build();
    }

    private static String user(Dice dice) {
        return dice.chance(85) ? dice.pick(USERS) : dice.pick(ROOT, "nobody", "");
    }

    private static String role(Dice dice) {
        return dice.chance(85) ? dice.pick("reader", "writer", "both") : dice.pick(ROOT, "none", "");
    }

    private static String password(Dice dice) {
        return dice.chance(85) ? "one" : dice.pick("two", "");
    }

    /** The method is named as its request, but for the prefix of those that manage. */
    private static Step.Call call(Message request) {
        String name = request.getDescriptorForType().getName().replaceFirst("Request$", "");
        boolean managed = name.startsWith("AuthUser") || name.startsWith("AuthRole");
        return Step.Call.of(Methods.AUTH + (managed ? name.substring(4) : name), request);
    }
}
