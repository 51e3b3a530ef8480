package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What is asked, as java.net.http is given it. */
final class RequestsTest {
    private final Requests requests = new Requests(Host.of(new Endpoint("http", "a.example", 2379)));

    private URI uri(String path) {
        HttpAsk ask = Doors.ask("PUT", path, "x");
        return requests.of(
                        "http://a.example:2379",
                        ask,
                        new OneShotBody(ask, Doors.settings(Doors.JVMS).timer()))
                .uri();
    }

    @Test
    void aPathThatComesAgainIsReadOnce() {
        assertThat(uri("/v3/kv/put")).isSameAs(uri("/v3/kv/put")).hasToString("http://a.example:2379/v3/kv/put");
    }

    /** Where keys are paths there is no end of them: the latest stay, and none is taken for another. */
    @Test
    void anyNumberOfPathsMayBeAskedFor() {
        for (int i = 0; i < 20_000; i++) {
            String path = "/v2/keys/" + Integer.toHexString(i * 31);
            assertThat(uri(path)).hasToString("http://a.example:2379" + path);
        }
        assertThat(uri("/v2/keys/last")).isSameAs(uri("/v2/keys/last"));
    }
}
