package dev.tercet.embedded.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:2380, http://127.0.0.1:2380",
        "' https://host.example:1 ', https://host.example:1",
        "HTTP://Host:1, http://Host:1",
        "http://[::1]:2380, http://[::1]:2380",
        "http://:2380, http://:2380",
        "http://host:, http://host:",
        "http://user@host:1, http://user@host:1",
        "unix://localhost:1/path, unix://localhost:1/path",
        "unixs:///tmp/a, unixs:///tmp/a",
    })
    void taken(String given, String taken) {
        assertThat(PeerUrls.of(List.of(given))).containsExactly(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "host:1",
                "ftp://host:1",
                "http://host",
                "http://host:1/",
                "http://host:1/path",
                "http://::1:1",
                "http://[::1]",
                "http://host:port",
                "http://ho st:1",
                "http:host:1",
            })
    void refused(String given) {
        assertThatThrownBy(() -> PeerUrls.of(List.of("http://good:1", given))).isSameAs(EtcdErrors.MEMBER_URLS_INVALID);
    }

    @Test
    void atLeastOneIsAskedFor() {
        assertThatThrownBy(() -> PeerUrls.of(List.of())).isSameAs(EtcdErrors.MEMBER_URLS_INVALID);
    }
}
