package dev.tercet.embedded.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.TestFront;
import dev.tercet.embedded.internal.rpc.TestStream;
import dev.tercet.embedded.internal.rpc.TestUsers;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.LeaseLeasesRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what with leases; joe may do everything with the keys below {@code a/}. */
class LeaseAuthTest {
    private static final long NO_KEYS = 1;
    private static final long JOES = 2;
    private static final long SECRET = 3;
    private static final long UNKNOWN = 4;

    private final LeaseWorld world = new LeaseWorld();
    private final TestUsers users = new TestUsers(world.front);
    private Caller joe = TestFront.ANYBODY;

    @BeforeEach
    void attachKeys() {
        List.of(NO_KEYS, JOES, SECRET).forEach(id -> world.grant(id, 100));
        world.put("a/1", JOES);
        world.put("a/2", SECRET);
        world.put("b", SECRET);
        joe = users.enable(LeaseWorld.key("a/"), LeaseWorld.key("a0"));
    }

    @Test
    void nobodyMayDoAnything() {
        everythingIsRefused(TestFront.ANYBODY, EtcdErrors.USER_NAME_IS_EMPTY);
        everythingIsRefused(new Caller("bad.1", false), EtcdErrors.INVALID_AUTH_TOKEN);
    }

    private void everythingIsRefused(Caller caller, EtcdError because) {
        assertThatThrownBy(() -> grant(caller)).isSameAs(because);
        assertThatThrownBy(() -> revoke(UNKNOWN, caller)).isSameAs(because);
        assertThatThrownBy(() -> world.leases.keepAlive(UNKNOWN, caller)).isSameAs(because);
        assertThatThrownBy(() -> timeToLive(UNKNOWN, false, caller)).isSameAs(because);
        assertThatThrownBy(() -> list(caller)).isSameAs(because);
    }

    @Test
    void whoMayWriteTheKeysMayRenewAndRevoke() {
        assertThat(world.leases.keepAlive(NO_KEYS, joe).getTTL()).isEqualTo(100);
        assertThat(world.leases.keepAlive(JOES, joe).getTTL()).isEqualTo(100);
        assertThat(world.leases.keepAlive(UNKNOWN, joe).getTTL()).isZero();
        assertThatThrownBy(() -> world.leases.keepAlive(SECRET, joe)).isSameAs(EtcdErrors.PERMISSION_DENIED);
        assertThatThrownBy(() -> revoke(SECRET, joe)).isSameAs(EtcdErrors.PERMISSION_DENIED);
        assertThatThrownBy(() -> revoke(UNKNOWN, joe)).isSameAs(EtcdErrors.LEASE_NOT_FOUND);
        revoke(JOES, joe);
        assertThat(world.deleted).containsExactly("a/1");
    }

    @Test
    void whoMayReadTheKeysMaySeeThem() {
        assertThat(timeToLive(SECRET, false, joe)).isEqualTo(100);
        assertThatThrownBy(() -> timeToLive(SECRET, true, joe)).isSameAs(EtcdErrors.PERMISSION_DENIED);
        assertThat(timeToLive(JOES, true, joe)).isEqualTo(100);
        assertThat(timeToLive(UNKNOWN, true, joe)).isEqualTo(-1);
        assertThatThrownBy(() -> list(joe)).isSameAs(EtcdErrors.PERMISSION_DENIED);
        revoke(SECRET, users.login("root"));
        assertThat(list(joe)).isEqualTo(2);
    }

    @Test
    void aRefusedRenewalEndsTheStream() {
        TestStream stream = world.front.open("etcdserverpb.Lease/LeaseKeepAlive", joe);
        for (long id : new long[] {JOES, SECRET, JOES}) {
            stream.inlet().message(LeaseKeepAliveRequest.newBuilder().setID(id).build());
        }
        assertThat(stream.heard(LeaseKeepAliveResponse.class)).hasSize(1);
        assertThat(stream.error()).isSameAs(EtcdErrors.PERMISSION_DENIED);
    }

    @Test
    void expiryAsksNobody() {
        world.advance(Duration.ofSeconds(100));
        assertThat(world.deleted).containsExactly("a/1", "a/2,b");
    }

    private void grant(Caller caller) {
        world.leases.grant(LeaseGrantRequest.newBuilder().setTTL(5).build(), caller);
    }

    private void revoke(long id, Caller caller) {
        world.leases.revoke(LeaseRevokeRequest.newBuilder().setID(id).build(), caller);
    }

    private long timeToLive(long id, boolean keys, Caller caller) {
        LeaseTimeToLiveRequest request =
                LeaseTimeToLiveRequest.newBuilder().setID(id).setKeys(keys).build();
        return world.leases.timeToLive(request, caller).getTTL();
    }

    private int list(Caller caller) {
        return world.leases
                .leases(LeaseLeasesRequest.getDefaultInstance(), caller)
                .getLeasesCount();
    }
}
