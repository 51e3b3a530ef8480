package dev.tercet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Get;
import org.junit.jupiter.api.Test;

class RpcTest {
    @Test
    void onlyThoseForALockAndALeadershipWaitAtTheServer() {
        assertThat(LockRpcs.LOCK.waits()).isTrue();
        assertThat(ElectionRpcs.CAMPAIGN.waits()).isTrue();
        assertThat(LockRpcs.UNLOCK.waits()).isFalse();
        assertThat(ElectionRpcs.LEADER.waits()).isFalse();
        assertThat(KvRpcs.TXN.waits()).isFalse();
    }

    @Test
    void thatOneWaitsChangesNothingElse() {
        Rpc<Get, String> rpc = Rpc.of("a.Service", "Method", "/path", Rpc.Kind.WRITE);
        Rpc<Get, String> all = rpc.onlyReading(Get::isKeysOnly)
                .locally(Get::isSerializable)
                .waiting()
                .locally(Get::isCountOnly);
        assertThat(rpc.waits()).isFalse();
        assertThat(all.waits()).isTrue();
        assertThat(all.fullName()).isEqualTo("a.Service/Method");
        assertThat(all.isRead(Get.of("k").keysOnly())).isTrue();
        assertThat(all.isRepeatable(Get.of("k"))).isFalse();
        assertThat(all.local().test(Get.of("k").countOnly())).isTrue();
    }
}
