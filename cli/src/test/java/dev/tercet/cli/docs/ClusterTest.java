package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.testkit.etcd.EtcdMember;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.junit.EtcdTest;
import org.junit.jupiter.api.Test;

@EtcdTest(backend = EtcdTest.Backend.REAL, version = "3.5", members = 3, tls = true)
class ClusterTest {
    @Test
    void goesOnWithoutItsLeader(EtcdClient etcd, RealEtcd cluster) {
        etcd.kv().put("k", "v");
        EtcdMember leader = cluster.member(cluster.leaderIndex());
        leader.kill();
        assertThat(etcd.kv().getString("k")).contains("v");
        leader.restart();
        assertThat(cluster.etcdctl("get", "k").orThrow()).contains("v");
    }
}
