package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireFailure;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealEtcdCallsTest {
    private final Transport transport = Wire.to(
            Endpoint.parse(
                    WhenUnavailable.fromEnvironment()
                            .obtain(() -> SharedEtcd.of(EtcdSettings.newest()))
                            .endpoint(0),
                    false),
            Wire.NO_TLS);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void keysAndValues() {
        Answer.to(transport, KvRpcs.DELETE_RANGE, Delete.prefix("calls/")).reply();
        Answer.to(transport, KvRpcs.PUT, Put.of("calls/a", "1")).reply();
        var put = Answer.to(transport, KvRpcs.PUT, Put.of("calls/a", "2").returningPrevious())
                .reply();
        assertThat(put.previous().orElseThrow().valueText()).isEqualTo("1");

        GetResult got = Answer.to(transport, KvRpcs.RANGE, Get.prefix("calls/")).reply();
        assertThat(got.count()).isEqualTo(1);
        assertThat(got.kvs().get(0).keyText()).isEqualTo("calls/a");
        assertThat(got.kvs().get(0).modRevision()).isEqualTo(put.revision());
        assertThat(got.header().memberId()).isNotZero();
    }

    @Test
    void nestedTransaction() {
        Txn txn = Txn.when(Compare.missing("calls/none"))
                .then(
                        Put.of("calls/t", "x"),
                        Get.of("calls/t"),
                        Txn.when(Compare.value("calls/t").equalTo("y")).then(Get.of("calls/t")),
                        Delete.of("calls/u"));
        TxnResult result = Answer.to(transport, KvRpcs.TXN, txn).reply();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.get(1).first().orElseThrow().valueText()).isEqualTo("x");
        assertThat(result.txn(2).succeeded()).isFalse();
        assertThat(result.delete(3).deleted()).isZero();
    }

    @Test
    void aLargeValueComesBackWhole() {
        byte[] large = new byte[1_200_000];
        new Random(7).nextBytes(large);
        Answer.to(transport, KvRpcs.PUT, Put.of("calls/large", Bytes.wrap(large)))
                .reply();
        GetResult got =
                Answer.to(transport, KvRpcs.RANGE, Get.of("calls/large")).reply();
        assertThat(got.kvs().get(0).value()).isEqualTo(Bytes.wrap(large));
    }

    @Test
    void theServersRefusalIsAnAnswer() {
        WireFailure failure =
                Answer.to(transport, KvRpcs.COMPACT, Compaction.at(1L << 40)).failure();
        assertThat(failure.reach()).isEqualTo(WireFailure.Reach.ANSWERED);
        assertThat(failure.code()).isEqualTo(StatusCode.OUT_OF_RANGE);
        assertThat(failure.message()).isEqualTo("etcdserver: mvcc: required revision is a future revision");
    }
}
