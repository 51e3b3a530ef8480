package dev.tercet.embedded.internal.concurrency;

import static dev.tercet.embedded.internal.concurrency.QueueWorld.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.TestCall;
import dev.tercet.embedded.internal.rpc.TestFront;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.v3lockpb.UnlockRequest;
import dev.tercet.proto.v3lockpb.UnlockResponse;
import dev.tercet.spi.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockServiceTest {
    private final QueueWorld world = new QueueWorld();

    @Test
    void theKeyHasTheLeaseInHexadecimal() {
        world.grant(255);
        assertThat(held(world.lock("a", 255))).isEqualTo("a/ff@2");
        world.grant(-255);
        assertThat(held(world.lock("b", -255))).isEqualTo("b/-ff@3");
        world.grant(1);
        assertThat(held(world.lock("", 1))).isEqualTo("/1@4");
    }

    @Test
    void waitersHaveTheirTurnInOrder() {
        List<TestCall> calls = new ArrayList<>();
        for (int lease = 1; lease <= 4; lease++) {
            world.grant(lease);
            calls.add(world.lock("a", lease));
        }
        assertThat(held(calls.get(0))).isEqualTo("a/1@2");
        assertThat(world.waiters.waiting()).isEqualTo(3);
        world.delete("a/1");
        assertThat(held(calls.get(1))).isEqualTo("a/2@6");
        assertThat(held(calls.get(2))).isNull();
        world.delete("a/2");
        assertThat(held(calls.get(2))).isEqualTo("a/3@7");
        world.delete("a/3");
        assertThat(held(calls.get(3))).isEqualTo("a/4@8");
        assertThat(world.waiters.waiting()).isZero();
    }

    @Test
    void oneWhoLeavesTheMiddleWakesNobodyToTheLock() {
        for (int lease = 1; lease <= 3; lease++) {
            world.grant(lease);
        }
        world.lock("a", 1);
        TestCall second = world.lock("a", 2);
        TestCall third = world.lock("a", 3);
        second.cancel();
        assertThat(world.has("a/2")).isFalse();
        assertThat(third.isDone()).isFalse();
        assertThat(world.waiters.waiting()).isEqualTo(1);
        world.delete("a/1");
        assertThat(held(third)).isEqualTo("a/3@6");
        assertThat(second.isDone()).isFalse();
    }

    @Test
    void aLeaseHasItsLockAgain() {
        world.grant(1);
        world.lock("a", 1);
        world.put("z", "");
        assertThat(held(world.lock("a", 1))).isEqualTo("a/1@3");
    }

    @Test
    void twoThatWaitWithOneLeaseShareAKey() {
        world.grant(1);
        world.grant(2);
        world.lock("a", 1);
        TestCall stays = world.lock("a", 2);
        TestCall leaves = world.lock("a", 2);
        leaves.cancel();
        assertThat(stays.isDone()).isFalse();
        world.delete("a/1");
        assertThat(stays.error()).isSameAs(EtcdErrors.SESSION_IS_EXPIRED);
    }

    @Test
    void aCallThatIsOverCannotBeCancelled() {
        world.grant(1);
        TestCall call = world.lock("a", 1);
        call.cancel();
        assertThat(world.has("a/1")).isTrue();
    }

    @Test
    void theWaitersOwnLeaseMayEndWhileItWaits() {
        world.grant(1, 100);
        world.grant(2, 10);
        world.lock("a", 1);
        TestCall second = world.lock("a", 2);
        world.advance(Duration.ofSeconds(10));
        assertThat(second.isDone()).isFalse();
        world.advance(Duration.ofSeconds(90));
        assertThat(second.error()).isSameAs(EtcdErrors.SESSION_IS_EXPIRED);
        assertThat(world.waiters.waiting()).isZero();
    }

    @Test
    void theHoldersLeaseEndsAndTheNextHasIt() {
        world.grant(1, 10);
        world.grant(2, 100);
        world.lock("a", 1);
        TestCall second = world.lock("a", 2);
        world.advance(Duration.ofSeconds(10));
        assertThat(held(second)).isEqualTo("a/2@4");
    }

    @Test
    void withoutALeaseItIsForAMinute() {
        TestCall first = world.lock("a", 0);
        TestCall second = world.lock("a", 0);
        world.advance(Duration.ofSeconds(59));
        assertThat(second.isDone()).isFalse();
        world.advance(Duration.ofSeconds(1));
        assertThat(String.valueOf(held(first))).startsWith("a/");
        // Both leases were granted at the same moment: the second one's key is gone with its own.
        assertThat(second.isDone()).isTrue();
    }

    @Test
    void refusalsHaveNoCode() {
        refused(world.lock("a", 7), EtcdErrors.LEASE_NOT_FOUND);
        refused(new QueueWorld(Limits.DEFAULT.withQuotaBytes(1)).lock("a", 0), EtcdErrors.NO_SPACE);
        TestCall unlock =
                world.front.begin("v3lockpb.Lock/Unlock", UnlockRequest.getDefaultInstance(), TestFront.ANYBODY);
        refused(unlock, EtcdErrors.KEY_IS_NOT_PROVIDED);
    }

    @Test
    void unlockDeletesWhateverKeyItIsGiven() {
        world.put("any", "");
        UnlockRequest request =
                UnlockRequest.newBuilder().setKey(QueueWorld.bytes("any")).build();
        assertThat(world.front
                        .call("v3lockpb.Lock/Unlock", request, TestFront.ANYBODY, UnlockResponse.class)
                        .getHeader()
                        .getRevision())
                .isEqualTo(3);
        assertThat(world.front
                        .call("v3lockpb.Lock/Unlock", request, TestFront.ANYBODY, UnlockResponse.class)
                        .getHeader()
                        .getRevision())
                .isEqualTo(3);
    }

    @Test
    void permissionsHold() {
        Caller joe = world.authenticated("a/", "a0");
        assertThat(held(world.lock("a", 0, joe))).isNotNull();
        refused(world.lock("b", 0, joe), EtcdErrors.PERMISSION_DENIED);
        refused(world.lock("a", 0), EtcdErrors.USER_NAME_IS_EMPTY);
        refused(world.lock("a", 0, new Caller("nobody.1", false)), EtcdErrors.INVALID_AUTH_TOKEN);
    }

    @Test
    void theKeyOfOneWhoWentAwayStaysWhereUsersAreNeeded() {
        world.grant(1);
        world.grant(2);
        Caller joe = world.authenticated("a/", "a0");
        world.lock("a", 1, joe);
        world.lock("a", 2, joe).cancel();
        assertThat(world.waiters.waiting()).isZero();
        assertThat(world.has("a/2")).isTrue();
    }

    private static void refused(TestCall call, EtcdError because) {
        EtcdError error = call.error();
        assertThat(error).isNotNull();
        assertThat(error.text()).isEqualTo(because.text());
        assertThat(error.code()).isEqualTo(StatusCode.UNKNOWN);
    }
}
