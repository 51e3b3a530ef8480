package dev.tercet.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Endpoint;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.internal.discovery.SrvRecords.SrvLookupException;
import dev.tercet.internal.discovery.SrvRecords.SrvRecord;
import dev.tercet.internal.endpoint.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SrvDiscoveryTest {
    private static final String TLS = "_etcd-client-ssl._tcp.example.com";
    private static final String PLAIN = "_etcd-client._tcp.example.com";

    private final Map<String, List<SrvRecord>> zone = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final SrvDiscovery discovery = new SrvDiscovery(
            name -> {
                asked.add(name);
                List<SrvRecord> found = zone.get(name);
                if (found == null) {
                    throw new SrvLookupException("no server answers", new IllegalStateException());
                }
                return found;
            },
            new Random(7));

    private List<String> find(boolean onlyTls) {
        return discovery.find("example.com", "", onlyTls).stream()
                .map(candidate -> candidate.endpoint().toString())
                .toList();
    }

    @Test
    void whereSomeAreEncryptedTheOthersDoNotCount() {
        zone.put(PLAIN, List.of(new SrvRecord(0, 0, 1, "plain.")));
        zone.put(TLS, List.of(new SrvRecord(9, 0, 2, "tls.example.com.")));

        assertThat(find(false)).containsExactly("https://tls.example.com:2");
        assertThat(asked).containsExactly(TLS);

        zone.put(TLS, List.of());
        assertThat(find(false)).containsExactly("http://plain:1");
    }

    @Test
    void whatIsNotEncryptedCanBeLeftOut() {
        zone.put(PLAIN, List.of(new SrvRecord(0, 0, 1, "plain.")));
        zone.put(TLS, List.of(new SrvRecord(0, 0, 2, "tls")));

        assertThat(find(true)).containsExactly("https://tls:2");
        assertThat(asked).containsExactly(TLS);
    }

    @Test
    void aServiceNameIsAdded() {
        zone.put("_etcd-client-ssl-prod._tcp.example.com", List.of(new SrvRecord(0, 0, 2, "a")));
        zone.put("_etcd-client-prod._tcp.example.com", List.of());

        assertThat(discovery.find("example.com", "prod", false)).hasSize(1);
    }

    @Test
    void lowerPrioritiesComeFirst() {
        zone.put(
                TLS,
                List.of(new SrvRecord(20, 0, 1, "c"), new SrvRecord(10, 100, 1, "b"), new SrvRecord(0, 1, 1, "a")));

        for (int i = 0; i < 50; i++) {
            assertThat(find(true)).containsExactly("https://a:1", "https://b:1", "https://c:1");
        }
    }

    @Test
    void prioritiesAndWeightsAreKept() {
        zone.put(TLS, List.of(new SrvRecord(20, 30, 1, "b"), new SrvRecord(10, 60, 1, "a")));

        assertThat(discovery.find("example.com", "", true))
                .containsExactly(
                        new Candidate(new Endpoint("https", "a", 1), 10, 60),
                        new Candidate(new Endpoint("https", "b", 1), 20, 30));
    }

    @Test
    void thoseOfOnePriorityAreMixed() {
        zone.put(TLS, List.of(new SrvRecord(0, 0, 1, "a"), new SrvRecord(0, 0, 1, "b"), new SrvRecord(0, 0, 1, "c")));
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            first.merge(find(true).get(0), 1, Integer::sum);
        }

        assertThat(first.values()).hasSize(3).allMatch(count -> count > 800);
    }

    @Test
    void theRootAsATargetMeansNone() {
        zone.put(TLS, List.of(new SrvRecord(0, 0, 0, ".")));
        zone.put(PLAIN, List.of(new SrvRecord(0, 0, 1, "a.")));

        assertThat(find(false)).containsExactly("http://a:1");
    }

    @Test
    void aRecordWithoutAPortIsLeftOut() {
        zone.put(TLS, List.of(new SrvRecord(0, 0, 0, "a."), new SrvRecord(1, 0, 1, "b.")));

        assertThat(find(true)).containsExactly("https://b:1");
    }

    @Test
    void aLookUpThatFailsDoesNotLeadToThePlainOnes() {
        zone.put(PLAIN, List.of(new SrvRecord(0, 0, 1, "a")));

        assertThatThrownBy(() -> find(false))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("discovery of " + TLS + " failed: no server answers");
        assertThat(asked).containsExactly(TLS);
    }

    @Test
    void ofTheOldNamesTheEncryptedOnesAreAskedWhateverFailed() {
        zone.put(PLAIN, List.of(new SrvRecord(0, 0, 1, "plain")));
        zone.put("_etcd-ssl._tcp.example.com", List.of(new SrvRecord(0, 0, 1, "a")));

        assertThat(discovery.findWithOldNames("example.com", false))
                .containsExactly(new Candidate(new Endpoint("https", "a", 1), 0, 0));
    }

    @Test
    void nothingFoundSaysWhatWasAskedAndWhatToDo() {
        zone.put(PLAIN, List.of());
        zone.put(TLS, List.of());

        assertThatThrownBy(() -> find(false))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("discovery of " + TLS + " and " + PLAIN
                        + " has no records; give endpoints, or mend the DNS zone")
                .extracting(thrown -> ((EtcdException) thrown).outcome())
                .isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aLookUpThatFailedSaysWhy() {
        assertThatThrownBy(() -> find(true))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("discovery of " + TLS + " failed: no server answers")
                .hasCauseInstanceOf(SrvLookupException.class);
    }

    /** The names in their order, and what the first with records makes of the domain. */
    @ParameterizedTest
    @CsvSource({
        "_etcd-client-ssl, https, 1",
        "_etcd-client, http, 2",
        "_etcd-ssl, https, 3",
        "_etcd, http, 4",
    })
    void ofTheOldNamesTheFirstThatHasRecordsWins(String first, String scheme, int lookUps) {
        List<String> names = List.of("_etcd-client-ssl", "_etcd-client", "_etcd-ssl", "_etcd");
        for (String name : names) {
            boolean has = names.indexOf(name) >= names.indexOf(first);
            zone.put(name + "._tcp.example.com", has ? List.of(new SrvRecord(0, 0, 1, name.substring(1))) : List.of());
        }

        assertThat(discovery.findWithOldNames("example.com", false))
                .extracting(candidate -> candidate.endpoint().toString())
                .containsExactly(scheme + "://" + first.substring(1) + ":1");
        assertThat(asked)
                .containsExactlyElementsOf(names.subList(0, lookUps).stream()
                        .map(name -> name + "._tcp.example.com")
                        .toList());
    }

    @Test
    void withTlsTheOldNamesWithoutItDoNotCount() {
        zone.put(PLAIN, List.of(new SrvRecord(0, 0, 1, "plain")));
        zone.put("_etcd._tcp.example.com", List.of(new SrvRecord(0, 0, 1, "plain")));
        zone.put("_etcd-ssl._tcp.example.com", List.of(new SrvRecord(3, 4, 1, "b"), new SrvRecord(1, 2, 1, "a")));

        assertThat(discovery.findWithOldNames("example.com", true))
                .containsExactly(
                        new Candidate(new Endpoint("https", "a", 1), 1, 2),
                        new Candidate(new Endpoint("https", "b", 1), 3, 4));
    }

    @Test
    void noneOfTheOldNamesIsAFailureThatNamesThemAll() {
        for (String name : List.of(TLS, PLAIN, "_etcd-ssl._tcp.example.com")) {
            zone.put(name, List.of());
        }
        assertThatThrownBy(() -> discovery.findWithOldNames("example.com", false))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll(TLS, PLAIN, "_etcd-ssl._tcp.example.com", "_etcd._tcp.example.com")
                .hasMessageContaining("failed: no server answers; give endpoints, or mend the DNS zone");
    }
}
