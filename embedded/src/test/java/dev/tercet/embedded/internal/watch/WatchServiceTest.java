package dev.tercet.embedded.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.auth.AuthService;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.authpb.Permission;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleAddRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionRequest;
import dev.tercet.proto.etcdserverpb.AuthUserAddRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The row of the table, and who may use it. */
class WatchServiceTest {
    private final Rig rig = new Rig();
    private final MethodTable methods = new MethodTable();

    WatchServiceTest() {
        new WatchService(rig.watching).addTo(methods);
        new AuthService(rig.apply, rig.headers, rig.guard, new RaftIndex()).addTo(methods);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theRowSpeaksProto() {
        List<WatchResponse> heard = new ArrayList<>();
        Method.Stream<WatchRequest, WatchResponse> row =
                (Method.Stream<WatchRequest, WatchResponse>) methods.find("etcdserverpb.Watch/Watch");
        Inlet<WatchRequest> inlet = row.handler().open(Rig.ANYBODY, new Outlet<>() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void message(WatchResponse message) {
                heard.add(message);
            }

            @Override
            public void end(@Nullable EtcdError error) {
                throw new AssertionError(error);
            }

            @Override
            public void lose() {
                throw new AssertionError();
            }
        });
        inlet.message(
                WatchRequest.newBuilder().setCreateRequest(Client.watch("a")).build());
        rig.run();
        rig.put("1", "a");
        rig.run();
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0))
                .isEqualTo(WatchResponse.newBuilder()
                        .setHeader(rig.headers.at(1))
                        .setCreated(true)
                        .build());
        assertThat(heard.get(1).getHeader().getRevision()).isEqualTo(2);
        assertThat(heard.get(1).getEvents(0).getKv().getValue()).isEqualTo(Rig.bytes("1"));
    }

    @Test
    void permissionIsAskedWhenAWatchIsMadeAndNotAgain() {
        Client early = rig.client().create(Client.watch("b*"));
        enableAuth();
        Client reader = rig.client(new Caller(token("reader"), false));
        reader.create(Client.watch("a1")).create(Client.watch("b")).create(Client.watch("*"));
        assertThat(reader.heard())
                .containsExactly(
                        "0@1 created",
                        "-1@1 created canceled"
                                + " rpc error: code = PermissionDenied desc = etcdserver: permission denied",
                        "-1@1 created canceled"
                                + " rpc error: code = PermissionDenied desc = etcdserver: permission denied");
        assertThat(rig.client(new Caller("nobody.1", false))
                        .create(Client.watch("a"))
                        .heard())
                .containsExactly("-1@1 created canceled"
                        + " rpc error: code = Unauthenticated desc = etcdserver: invalid auth token");
        assertThat(rig.client().create(Client.watch("a")).heard())
                .containsExactly("-1@1 created canceled"
                        + " rpc error: code = InvalidArgument desc = etcdserver: user name is empty");
        assertThat(rig.client(new Caller(token("root"), false))
                        .create(Client.watch("*"))
                        .heard())
                .containsExactly("0@1 created");
        rig.put("1", "a1", "b");
        assertThat(early.heard()).as("what was there before goes on").containsExactly("0@1 created", "0@2 b=1/2");
        assertThat(reader.heard()).containsExactly("0@2 a1=1/2");
    }

    private void enableAuth() {
        for (String name : List.of("root", "reader")) {
            call(
                    "UserAdd",
                    AuthUserAddRequest.newBuilder()
                            .setName(name)
                            .setPassword("p")
                            .build());
            call("RoleAdd", AuthRoleAddRequest.newBuilder().setName(name).build());
            call(
                    "UserGrantRole",
                    AuthUserGrantRoleRequest.newBuilder()
                            .setUser(name)
                            .setRole(name)
                            .build());
        }
        call(
                "RoleGrantPermission",
                AuthRoleGrantPermissionRequest.newBuilder()
                        .setName("reader")
                        .setPerm(Permission.newBuilder()
                                .setPermType(Permission.Type.READ)
                                .setKey(Rig.bytes("a"))
                                .setRangeEnd(Rig.bytes("b")))
                        .build());
        call("AuthEnable", AuthEnableRequest.getDefaultInstance());
    }

    private String token(String name) {
        AuthenticateRequest request =
                AuthenticateRequest.newBuilder().setName(name).setPassword("p").build();
        return ((AuthenticateResponse) call("Authenticate", request)).getToken();
    }

    @SuppressWarnings("unchecked")
    private Message call(String method, Message request) {
        Method.Unary<Message, Message> row =
                (Method.Unary<Message, Message>) methods.find("etcdserverpb.Auth/" + method);
        List<Message> replies = new ArrayList<>();
        row.handler().handle(request, Rig.ANYBODY, new Outcome<>() {
            @Override
            public void reply(Message reply) {
                replies.add(reply);
            }

            @Override
            public void refuse(EtcdError error) {
                throw error;
            }

            @Override
            public void lose() {
                throw new AssertionError(EtcdErrors.SERVER_STOPPED);
            }
        });
        return replies.get(0);
    }
}
