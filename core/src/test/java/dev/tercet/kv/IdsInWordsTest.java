package dev.tercet.kv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cluster.Member;
import dev.tercet.election.LeaderKey;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids of leases, members and clusters can be looked for in what etcd's tools and logs say. */
class IdsInWordsTest {
    private static final long ID = 0x8e9e05c52164694dL;
    private static final Header HEADER = new Header(0xcdf818194e3a8c32L, ID, 10, 2);
    private static final Duration TTL = Duration.ofSeconds(5);
    private static final Bytes KEY = Bytes.of("k");

    @Test
    void headers() {
        assertThat(HEADER)
                .hasToString("Header[clusterId=cdf818194e3a8c32, memberId=8e9e05c52164694d, revision=10, raftTerm=2]");
    }

    @Test
    void leases() {
        assertThat(new LeaseGrant(HEADER, 0x1267, TTL))
                .hasToString("LeaseGrant[header=" + HEADER + ", id=1267, ttl=PT5S]");
        assertThat(new LeaseRenewal(HEADER, 0x1267, TTL))
                .hasToString("LeaseRenewal[header=" + HEADER + ", id=1267, ttl=PT5S]");
        assertThat(new LeaseStatus(HEADER, 0x1267, TTL, TTL, List.of()))
                .hasToString("LeaseStatus[header=" + HEADER + ", id=1267, remaining=PT5S, granted=PT5S, keys=[]]");
        assertThat(new KeyValue(KEY, KEY, 3, 4, 2, 0x1267))
                .hasToString("KeyValue[key=" + KEY + ", value=" + KEY
                        + ", createRevision=3, modRevision=4, version=2, lease=1267]");
        assertThat(new LeaderKey(KEY, KEY, 3, 0x1267))
                .hasToString("LeaderKey[name=" + KEY + ", key=" + KEY + ", revision=3, lease=1267]");
    }

    @Test
    void members() {
        assertThat(new Alarm(ID, AlarmType.NOSPACE)).hasToString("Alarm[memberId=8e9e05c52164694d, type=NOSPACE]");
        assertThat(new Member(ID, "m", List.of("p"), List.of("c"), false))
                .hasToString("Member[id=8e9e05c52164694d, name=m, peerUrls=[p], clientUrls=[c], isLearner=false]");
        assertThat(new Status(HEADER, "3.6.14", 7, 6, 5, ID, 4, 3, 2, List.of(), false, "3.6.0", ""))
                .hasToString("Status[header=" + HEADER + ", version=3.6.14, dbSize=7, dbSizeInUse=6, dbSizeQuota=5,"
                        + " leader=8e9e05c52164694d, raftIndex=4, raftTerm=3, raftAppliedIndex=2, errors=[],"
                        + " isLearner=false, storageVersion=3.6.0, downgradeTarget=]");
    }
}
