package dev.tercet.embedded.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Asking;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.proto.etcdserverpb.AlarmRequest;
import dev.tercet.proto.etcdserverpb.AlarmRequest.AlarmAction;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.AuthRoleAddRequest;
import dev.tercet.proto.etcdserverpb.AuthUserAddRequest;
import dev.tercet.proto.etcdserverpb.AuthUserGrantRoleRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.DefragmentRequest;
import dev.tercet.proto.etcdserverpb.DowngradeRequest;
import dev.tercet.proto.etcdserverpb.HashKVRequest;
import dev.tercet.proto.etcdserverpb.HashRequest;
import dev.tercet.proto.etcdserverpb.MemberAddRequest;
import dev.tercet.proto.etcdserverpb.MemberListRequest;
import dev.tercet.proto.etcdserverpb.MemberPromoteRequest;
import dev.tercet.proto.etcdserverpb.MemberRemoveRequest;
import dev.tercet.proto.etcdserverpb.MemberUpdateRequest;
import dev.tercet.proto.etcdserverpb.MoveLeaderRequest;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may administer, once authentication is on. */
class AdministrationAccessTest {
    private static final Caller NOBODY = new Caller(null, false);

    private final Server server = new Server(
            Identities.of("test", "3.7.3"), Limits.DEFAULT, new ManualTime(), new ManualTime(), Runnable::run);
    private final Asking auth = new Asking(server.methods(), "etcdserverpb.Auth");
    private Caller alice = NOBODY;
    private Caller root = NOBODY;

    @BeforeEach
    void enable() {
        add("alice");
        add("root");
        auth.ask("RoleAdd", AuthRoleAddRequest.newBuilder().setName("root").build());
        auth.ask(
                "UserGrantRole",
                AuthUserGrantRoleRequest.newBuilder()
                        .setUser("root")
                        .setRole("root")
                        .build());
        auth.ask("AuthEnable", AuthEnableRequest.getDefaultInstance());
        alice = authenticate("alice");
        root = authenticate("root");
    }

    @ParameterizedTest
    @MethodSource("forUsers")
    void anyUserMayAsk(String service, String method, Message request) {
        Asking asking = new Asking(server.methods(), service);
        assertThatThrownBy(() -> asking.ask(method, request, NOBODY)).isSameAs(EtcdErrors.USER_NAME_IS_EMPTY);
        assertThatThrownBy(() -> asking.ask(method, request, new Caller("stale", false)))
                .isSameAs(EtcdErrors.INVALID_AUTH_TOKEN);
        asking.ask(method, request, alice);
        asking.ask(method, request, root);
    }

    static Stream<Arguments> forUsers() {
        return Stream.of(
                Arguments.of("etcdserverpb.Cluster", "MemberList", MemberListRequest.getDefaultInstance()),
                Arguments.of("etcdserverpb.Maintenance", "Status", StatusRequest.getDefaultInstance()),
                Arguments.of("etcdserverpb.Maintenance", "Alarm", AlarmRequest.getDefaultInstance()));
    }

    @ParameterizedTest
    @MethodSource("forRoot")
    void onlyRootMayChange(String service, String method, Message request) {
        Asking asking = new Asking(server.methods(), service);
        assertThatThrownBy(() -> asking.ask(method, request, NOBODY)).isSameAs(EtcdErrors.USER_NAME_IS_EMPTY);
        assertThatThrownBy(() -> asking.ask(method, request, alice)).isSameAs(EtcdErrors.PERMISSION_DENIED);
        // Whatever it is told then, it was let in.
        assertThat(answer(asking, method, request)).isNotSameAs(EtcdErrors.PERMISSION_DENIED);
    }

    static Stream<Arguments> forRoot() {
        String maintenance = "etcdserverpb.Maintenance";
        String cluster = "etcdserverpb.Cluster";
        return Stream.of(
                Arguments.of(
                        maintenance,
                        "Alarm",
                        AlarmRequest.newBuilder()
                                .setAction(AlarmAction.ACTIVATE)
                                .build()),
                Arguments.of(
                        maintenance,
                        "Alarm",
                        AlarmRequest.newBuilder()
                                .setAction(AlarmAction.DEACTIVATE)
                                .build()),
                Arguments.of(maintenance, "Defragment", DefragmentRequest.getDefaultInstance()),
                Arguments.of(maintenance, "Hash", HashRequest.getDefaultInstance()),
                Arguments.of(maintenance, "HashKV", HashKVRequest.getDefaultInstance()),
                Arguments.of(maintenance, "MoveLeader", MoveLeaderRequest.getDefaultInstance()),
                Arguments.of(maintenance, "Downgrade", DowngradeRequest.getDefaultInstance()),
                Arguments.of(
                        cluster,
                        "MemberAdd",
                        MemberAddRequest.newBuilder().addPeerURLs("http://a:1").build()),
                Arguments.of(cluster, "MemberRemove", MemberRemoveRequest.getDefaultInstance()),
                Arguments.of(cluster, "MemberUpdate", MemberUpdateRequest.getDefaultInstance()),
                Arguments.of(cluster, "MemberPromote", MemberPromoteRequest.getDefaultInstance()));
    }

    @Test
    void badAddressesAreRefusedBeforeAnybodyIsAskedWhoTheyAre() {
        Asking cluster = new Asking(server.methods(), "etcdserverpb.Cluster");
        assertThatThrownBy(() -> cluster.ask("MemberAdd", MemberAddRequest.getDefaultInstance(), NOBODY))
                .isSameAs(EtcdErrors.MEMBER_URLS_INVALID);
    }

    @Test
    @SuppressWarnings("unchecked")
    void onlyRootMayTakeASnapshot() {
        var snapshot = (Method.Stream<SnapshotRequest, SnapshotResponse>)
                Objects.requireNonNull(server.methods().find("etcdserverpb.Maintenance/Snapshot"));
        assertThatThrownBy(() -> snapshot.handler().open(alice, new Deaf())).isSameAs(EtcdErrors.PERMISSION_DENIED);
        assertThat(snapshot.handler().open(root, new Deaf())).isNotNull();
    }

    private @Nullable EtcdError answer(Asking asking, String method, Message request) {
        try {
            asking.ask(method, request, root);
            return null;
        } catch (EtcdError error) {
            return error;
        }
    }

    private void add(String user) {
        auth.ask(
                "UserAdd",
                AuthUserAddRequest.newBuilder()
                        .setName(user)
                        .setPassword("secret")
                        .build());
    }

    private Caller authenticate(String user) {
        AuthenticateResponse reply = auth.ask(
                "Authenticate",
                AuthenticateRequest.newBuilder()
                        .setName(user)
                        .setPassword("secret")
                        .build());
        return new Caller(reply.getToken(), false);
    }

    /** Hears nothing that matters. */
    private static final class Deaf implements Outlet<SnapshotResponse> {
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void message(SnapshotResponse message) {}

        @Override
        public void end(@Nullable EtcdError error) {}

        @Override
        public void lose() {}
    }
}
