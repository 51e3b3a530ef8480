package dev.tercet.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.UnavailableException;
import dev.tercet.internal.discovery.SrvRecords.SrvLookupException;
import dev.tercet.internal.discovery.SrvRecords.SrvRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsSrvTest {
    private final TinyDns dns = new TinyDns();
    private final DnsSrv records = new DnsSrv(dns.address());

    @AfterEach
    void close() {
        dns.close();
    }

    @Test
    void readsTheRecords() {
        dns.zone.put(
                "_etcd-client._tcp.example.com",
                List.of(
                        new SrvRecord(1, 2, 2379, "etcd-0.example.com."),
                        new SrvRecord(3, 4, 2380, "etcd-1.example.com.")));

        assertThat(records.lookUp("_etcd-client._tcp.example.com"))
                .containsExactlyInAnyOrder(
                        new SrvRecord(1, 2, 2379, "etcd-0.example.com."),
                        new SrvRecord(3, 4, 2380, "etcd-1.example.com."));
    }

    @Test
    void aNameThatDoesNotExistHasNone() {
        assertThat(records.lookUp("_etcd-client._tcp.example.com")).isEmpty();
        assertThat(dns.questions).isNotEmpty();
    }

    @Test
    void aNameWithoutSuchRecordsHasNone() {
        dns.zone.put("_etcd-client._tcp.example.com", List.of());

        assertThat(records.lookUp("_etcd-client._tcp.example.com")).isEmpty();
    }

    @Test
    void aServerThatFailsIsNamed() {
        dns.failure.set(2);

        assertThatThrownBy(() -> records.lookUp("_etcd-client._tcp.example.com"))
                .isInstanceOf(SrvLookupException.class)
                .hasMessageContaining("_etcd-client._tcp.example.com");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpWithinSeconds() {
        dns.silent = true;
        long start = System.nanoTime();
        SrvDiscovery discovery = new SrvDiscovery(records);

        assertThatThrownBy(() -> discovery.find("example.com", "", false))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("_etcd-client-ssl._tcp.example.com failed");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        // What is not encrypted is not asked for: nobody said that there is nothing better.
        assertThat(dns.questions.stream().distinct()).hasSize(1);
    }

    @Test
    void endpointsComeOutAtTheOtherEnd() {
        dns.zone.put("_etcd-client-ssl._tcp.example.com", List.of(new SrvRecord(0, 0, 2379, "a.example.com.")));
        dns.zone.put("_etcd-client._tcp.example.com", List.of(new SrvRecord(0, 0, 2380, "b.example.com.")));

        assertThat(new SrvDiscovery(records).find("example.com", "", false))
                .extracting(candidate -> candidate.endpoint().toString())
                .containsExactly("https://a.example.com:2379");
    }

    @Test
    void aDomainThatIsNoNameIsALookUpThatFailed() {
        assertThatThrownBy(() -> records.lookUp("a..b")).isInstanceOf(SrvLookupException.class);
    }
}
