package dev.tercet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.EtcdException;
import dev.tercet.error.NoSpaceException;
import dev.tercet.error.Outcome;
import dev.tercet.spi.StatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client without a socket sees of faults. */
class EmbeddedFaultsTest {
    private final EmbeddedEtcd etcd = EmbeddedEtcd.start();
    private final EtcdClient client = etcd.client();
    private final Faults faults = etcd.faults();

    @AfterEach
    void close() {
        client.close();
        etcd.close();
    }

    @Test
    void aLostReplyLeavesItOpenWhatHappened() {
        LiveFault lost = faults.add(Fault.replyLost().on("Put").times(1));
        assertThatThrownBy(() -> client.kv().put("k", "v"))
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(client.kv().getString("k")).contains("v");
        assertThat(lost.struck()).isEqualTo(1);
    }

    @Test
    void readsOutliveAFewRefusals() {
        client.kv().put("k", "v");
        LiveFault refusals = faults.add(Fault.unavailable().on("Range").times(2));
        assertThat(client.kv().getString("k")).contains("v");
        assertThat(refusals.struck()).isEqualTo(2);
    }

    @Test
    void aResetTakesTheFaultsAway() {
        faults.add(Fault.noLeader());
        faults.loseLeader();
        etcd.reset();
        client.kv().put("k", "v");
        faults.add(Fault.error(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded"));
        assertThatThrownBy(() -> client.kv().put("k", "v")).isInstanceOf(NoSpaceException.class);
    }
}
