package dev.tercet.v2.internal.http;

import static dev.tercet.v2.internal.http.Served.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.V2Read;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberSyncTest {
    private final ScriptedHttp given = ScriptedHttp.start();
    private final ScriptedHttp other = ScriptedHttp.start();

    @BeforeEach
    void serve() {
        for (ScriptedHttp server : List.of(given, other)) {
            server.path("/v2/keys/a").always(Served.indexed(200, Served.A));
            server.path("/v2/machines")
                    .always(HttpAnswer.body(
                            200,
                            "text/plain",
                            given.endpoint() + ", " + other.endpoint() + ", unix://x, http://bad:port"));
        }
    }

    @AfterEach
    void close() {
        given.close();
        other.close();
    }

    private V2Settings settings() {
        return V2Settings.DEFAULT.withEndpoints(List.of(given.endpoint()));
    }

    private static void read(HttpBackend backend) {
        Served.get(backend.read(V2Read.of("/a"), SHORT));
    }

    @Test
    void theOthersAreLearnedAndGoneToWhenTheOneIsDown() {
        try (HttpBackend backend = HttpBackend.start(settings())) {
            assertThat(given.exchanges()).isEmpty();
            read(backend);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> backend.endpoints().equals(List.of(given.endpoint(), other.endpoint())));
            given.stop();
            for (int i = 0; i < 5; i++) {
                read(backend);
            }
            // Not again for a while, whatever happens.
            assertThat(given.path("/v2/machines").count()
                            + other.path("/v2/machines").count())
                    .isEqualTo(1);
        }
    }

    @Test
    void noCallWaitsForIt() {
        given.path("/v2/machines").always(HttpAnswer.silence());
        try (HttpBackend backend = HttpBackend.start(settings())) {
            read(backend);
            given.path("/v2/machines").await();
            read(backend);
            assertThat(backend.endpoints()).containsExactly(given.endpoint());
        }
    }

    @Test
    void whoStaysAsksNobody() {
        for (V2Settings stays :
                List.of(settings().withMemberSync(false), settings().withReconnecting(false))) {
            try (HttpBackend backend = HttpBackend.start(stays)) {
                read(backend);
                read(backend);
                assertThat(given.path("/v2/machines").poll(Duration.ofMillis(200)))
                        .isNull();
            }
        }
    }
}
