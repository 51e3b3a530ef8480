package dev.tercet.gateway.internal.json;

import static dev.tercet.gateway.internal.json.RecordedBodiesTest.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchUp;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Watches as servers of all versions answer them. */
class RecordedWatchTest {
    private static final String KEY = "w{\"}";

    private static List<WatchDown> read(Recorded server, String name) {
        JsonReader<Enveloped<WatchDown>> reader = Codecs.enveloped(Codecs.WATCH);
        return server.bodies(name).stream()
                .map(body -> JsonBodies.read(reader, body).result())
                .toList();
    }

    private static WatchDown events(Recorded server, long revision, WatchEvent... events) {
        return new WatchDown(server.header(revision), 0, false, false, 0, "", false, List.of(events));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void events(Recorded server) {
        KeyValue first = kv(KEY, "{\"brace", 7, 7, 1, 0);
        KeyValue second = kv(KEY, "two", 7, 8, 2, 0);
        assertThat(read(server, "watch"))
                .containsExactly(
                        new WatchDown(server.header(6), 0, true, false, 0, "", false, List.of()),
                        events(server, 7, new WatchEvent(WatchEvent.Type.PUT, first, null)),
                        events(server, 8, new WatchEvent(WatchEvent.Type.PUT, second, first)),
                        events(
                                server,
                                9,
                                new WatchEvent(WatchEvent.Type.DELETE, kv(KEY, "", 0, 9, 0, 0), second),
                                new WatchEvent(WatchEvent.Type.PUT, kv("w2", "", 9, 9, 1, 0), null)));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void ends(Recorded server) {
        assertThat(read(server, "watch-compacted"))
                .last()
                .isEqualTo(new WatchDown(server.header(0), 0, false, true, 3, "", false, List.of()));
        assertThat(read(server, "watch-progress"))
                .containsExactlyInAnyOrder(
                        new WatchDown(server.header(9), 0, true, false, 0, "", false, List.of()),
                        new WatchDown(server.header(9), -1, false, false, 0, "", false, List.of()),
                        new WatchDown(server.header(9), 0, false, true, 0, "", false, List.of()));
    }

    @Test
    void whatGoesUp() {
        assertThat(JsonBodies.text(
                        Codecs.WATCH,
                        new WatchUp.Create(new WatchRpcs.Create(
                                KeyRange.prefix("a"), 5, EnumSet.allOf(WatchFilter.class), true, true, true))))
                .isEqualTo("{\"create_request\":{\"key\":\"YQ==\",\"range_end\":\"Yg==\",\"start_revision\":\"5\","
                        + "\"progress_notify\":true,\"filters\":[\"NOPUT\",\"NODELETE\"],\"prev_kv\":true,"
                        + "\"fragment\":true}}");
        assertThat(JsonBodies.text(Codecs.WATCH, new WatchUp.Cancel(3)))
                .isEqualTo("{\"cancel_request\":{\"watch_id\":\"3\"}}");
        assertThat(JsonBodies.text(Codecs.WATCH, new WatchUp.Cancel(0))).isEqualTo("{\"cancel_request\":{}}");
        assertThat(JsonBodies.text(Codecs.WATCH, new WatchUp.Progress())).isEqualTo("{\"progress_request\":{}}");
    }
}
