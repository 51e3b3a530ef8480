package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Put;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server may leave out what is empty, and the gateway does. */
class ExportFromRealServerTest {
    private static final BesideEtcdctl BESIDE = BesideEtcdctl.shared();

    @Test
    void emptyValuesAndAnyBytesComeOut() {
        String endpoint = BESIDE.etcd().endpoint(0);
        try (EtcdClient etcd = EtcdClient.connect(endpoint)) {
            etcd.kv().put("export/empty", "");
            etcd.kv().put(Bytes.of("export/\u00e9"), Bytes.ofHex("00ff"));
            long lease = etcd.leases().grant(Duration.ofSeconds(600)).id();
            etcd.kv().put(Put.of("export/leased", "{}").withLease(lease));
            for (String transport : List.of("grpc", "gateway")) {
                String at = "--transport=" + transport;
                Ran binary = BESIDE.tercet(at, "export", "--prefix=export/", "-v", "binary");
                assertThat(binary.out()).isEqualTo("""
                                {
                                    "export/empty": "",
                                    "export/leased": "e30=",
                                    "export/\u00e9": "AP8="
                                }

                                """);
                Ran whole = BESIDE.tercet(at, "export", "--prefix=export/", "-f", "ndjson", "--with-leases");
                List<Entry> entries = EntryText.read(FileFormat.NDJSON, KeyType.UTF8, ValueType.UTF8, whole.out());
                assertThat(entries).hasSize(3);
                assertThat(entries.get(1).lease()).isEqualTo(lease);
                assertThat(entries.get(1).remaining()).isGreaterThan(Duration.ofSeconds(500));
                assertThat(entries.get(2).value()).isEqualTo(Bytes.ofHex("00ff"));
            }
        }
    }
}
