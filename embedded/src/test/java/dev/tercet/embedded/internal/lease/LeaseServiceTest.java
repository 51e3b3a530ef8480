package dev.tercet.embedded.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.rpc.TestFront;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.LeaseLeasesRequest;
import dev.tercet.proto.etcdserverpb.LeaseStatus;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveRequest;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseServiceTest {
    private final LeaseWorld world = new LeaseWorld();

    @ParameterizedTest
    @CsvSource({"-1, 2", "0, 2", "1, 2", "2, 2", "3, 3", "9000000000, 9000000000"})
    void grantsWhatIsAskedForButNotTooLittle(long asked, long granted) {
        assertThat(world.grant(7, asked).getTTL()).isEqualTo(granted);
        assertThat(world.timeToLive(7).getGrantedTTL()).isEqualTo(granted);
    }

    @Test
    void raisesTheLeastToWholeSeconds() {
        LeaseWorld quick = new LeaseWorld(Limits.DEFAULT.withMinLeaseTtl(Duration.ofMillis(150)));
        assertThat(quick.grant(7, 0).getTTL()).isEqualTo(1);
    }

    @Test
    void refusesTooMuch() {
        assertThatThrownBy(() -> world.grant(7, 9_000_000_001L)).isSameAs(EtcdErrors.TOO_LARGE_LEASE_TTL);
        world.grant(7, 5);
        assertThatThrownBy(() -> world.grant(7, 9_000_000_001L)).isSameAs(EtcdErrors.TOO_LARGE_LEASE_TTL);
    }

    @Test
    void choosesAnIdThatIsPositive() {
        assertThat(world.grant(0, 5).getID()).isPositive();
        assertThat(world.grant(0, 5).getID()).isPositive();
        assertThat(ids()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void takesAnyIdThatIsFree() {
        assertThat(world.grant(-5, 5).getID()).isEqualTo(-5);
        assertThat(world.grant(Long.MIN_VALUE, 5).getID()).isEqualTo(Long.MIN_VALUE);
        assertThatThrownBy(() -> world.grant(-5, 5)).isSameAs(EtcdErrors.LEASE_ALREADY_EXISTS);
        world.revoke(-5);
        assertThat(world.grant(-5, 9).getTTL()).isEqualTo(9);
    }

    @Test
    void revokeDeletesItsKeysInOrderAndInOneRevision() {
        world.grant(7, 5);
        List.of("c", "a", "b").forEach(key -> world.put(key, 7));
        world.put("other", 0);
        long before = world.revision();
        world.revoke(7);
        assertThat(world.revision()).isEqualTo(before + 1);
        assertThat(world.deleted).containsExactly("a,b,c");
        assertThatThrownBy(() -> world.revoke(7)).isSameAs(EtcdErrors.LEASE_NOT_FOUND);
    }

    @Test
    void revokeWithoutKeysMakesNoRevision() {
        world.grant(7, 5);
        world.put("a", 7);
        world.put("a", 0);
        long before = world.revision();
        world.revoke(7);
        assertThat(world.revision()).isEqualTo(before);
        assertThat(world.deleted).isEmpty();
    }

    @Test
    void aKeyIsAttachedToTheLeaseOfItsLastPut() {
        world.grant(7, 5);
        world.grant(8, 5);
        world.put("a", 7);
        world.put("b", 7);
        world.put("a", 8);
        assertThat(keys(7)).containsExactly("b");
        assertThat(keys(8)).containsExactly("a");
        world.apply.step(() -> {
            world.store.write(writing -> writing.delete(KeyInterval.of(LeaseWorld.key("a"))));
        });
        assertThat(keys(8)).isEmpty();
    }

    @Test
    void tellsTheWholeSecondsThatAreLeft() {
        world.grant(7, 5);
        assertThat(world.timeToLive(7).getTTL()).isEqualTo(5);
        world.advance(Duration.ofMillis(1));
        assertThat(world.timeToLive(7).getTTL()).isEqualTo(4);
        world.advance(Duration.ofMillis(4_998));
        assertThat(world.timeToLive(7).getTTL()).isZero();
        assertThat(world.keepAlive(7)).isEqualTo(5);
        assertThat(world.timeToLive(7).getTTL()).isEqualTo(5);
    }

    @Test
    void saysThatALeaseIsUnknown() {
        LeaseTimeToLiveResponse unknown = world.timeToLive(7);
        assertThat(unknown.getID()).isEqualTo(7);
        assertThat(unknown.getTTL()).isEqualTo(-1);
        assertThat(unknown.getGrantedTTL()).isZero();
        assertThat(unknown.getHeader().getRevision()).isEqualTo(1);
        assertThat(world.keepAlive(7)).isZero();
    }

    @Test
    void showsKeysOnlyWhenAsked() {
        world.grant(7, 5);
        world.put("a", 7);
        LeaseTimeToLiveRequest request =
                LeaseTimeToLiveRequest.newBuilder().setID(7).build();
        assertThat(world.leases.timeToLive(request, TestFront.ANYBODY).getKeysCount())
                .isZero();
        assertThat(keys(7)).containsExactly("a");
    }

    @Test
    void listsFirstWhatExpiresFirst() {
        world.grant(1, 30);
        world.grant(2, 10);
        world.grant(3, 20);
        world.grant(4, 10);
        assertThat(ids()).containsExactly(2L, 4L, 3L, 1L);
        world.advance(Duration.ofSeconds(5));
        world.keepAlive(2);
        assertThat(ids()).containsExactly(4L, 2L, 3L, 1L);
    }

    @Test
    void refusesLeasesWithoutRoom() {
        LeaseWorld full = new LeaseWorld(Limits.DEFAULT.withQuotaBytes(1));
        assertThatThrownBy(() -> full.grant(7, 5)).isSameAs(EtcdErrors.NO_SPACE);
        assertThat(full.keepAlive(7)).isZero();
    }

    private List<Long> ids() {
        return world.leases.leases(LeaseLeasesRequest.getDefaultInstance(), TestFront.ANYBODY).getLeasesList().stream()
                .map(LeaseStatus::getID)
                .toList();
    }

    private List<String> keys(long id) {
        return world.timeToLive(id).getKeysList().stream()
                .map(key -> key.toStringUtf8())
                .toList();
    }
}
