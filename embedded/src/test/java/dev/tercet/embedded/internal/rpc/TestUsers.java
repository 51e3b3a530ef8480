package dev.tercet.embedded.internal.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.proto.authpb.Permission;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleAddRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthUserAddRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;

/** A user root and a user joe, each with its name for a password. */
public final class TestUsers {
    private final TestFront front;

    public TestUsers(TestFront front) {
        this.front = front;
    }

    /** Makes users needed; joe, who may do everything with the keys from {@code from} to {@code to}. */
    public Caller enable(ByteString from, ByteString to) {
        user("root");
        role("root");
        assign("root", "root");
        user("joe");
        role("some");
        assign("joe", "some");
        ask(
                "RoleGrantPermission",
                AuthRoleGrantPermissionRequest.newBuilder()
                        .setName("some")
                        .setPerm(Permission.newBuilder()
                                .setPermType(Permission.Type.READWRITE)
                                .setKey(from)
                                .setRangeEnd(to))
                        .build());
        ask("AuthEnable", AuthEnableRequest.getDefaultInstance());
        return login("joe");
    }

    /** One of the two, with a new token. */
    public Caller login(String name) {
        AuthenticateRequest request =
                AuthenticateRequest.newBuilder().setName(name).setPassword(name).build();
        return new Caller(((AuthenticateResponse) ask("Authenticate", request)).getToken(), false);
    }

    private void user(String name) {
        ask(
                "UserAdd",
                AuthUserAddRequest.newBuilder().setName(name).setPassword(name).build());
    }

    private void role(String name) {
        ask("RoleAdd", AuthRoleAddRequest.newBuilder().setName(name).build());
    }

    private void assign(String user, String role) {
        ask(
                "UserGrantRole",
                AuthUserGrantRoleRequest.newBuilder()
                        .setUser(user)
                        .setRole(role)
                        .build());
    }

    private Message ask(String method, Message request) {
        return front.call("etcdserverpb.Auth/" + method, request, TestFront.ANYBODY, Message.class);
    }
}
