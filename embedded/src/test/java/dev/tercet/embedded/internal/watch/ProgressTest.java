package dev.tercet.embedded.internal.watch;

import static dev.tercet.embedded.internal.watch.Client.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.state.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Reports of progress: by time, and on request. */
class ProgressTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Rig rig = new Rig(Limits.DEFAULT.withWatchProgress(INTERVAL));
    private final Client client = rig.client();

    @Test
    void itIsReportedByTimeToThoseWhoWantItAndHeardNothing() {
        rig.pass(Duration.ofSeconds(3));
        client.create(watch("a").setProgressNotify(true)).create(watch("b").setProgressNotify(true));
        client.create(watch("c"));
        client.heard();
        rig.put("1", "a");
        client.heard();
        rig.time.advance(Duration.ofSeconds(7).toNanos() - 1);
        assertThat(client.heard()).isEmpty();
        rig.time.advance(1);
        assertThat(client.heard()).containsExactly("1@2");
        rig.pass(INTERVAL);
        assertThat(client.heard()).containsExactlyInAnyOrder("0@2", "1@2");
        client.cancel(0).heard();
        rig.pass(INTERVAL);
        assertThat(client.heard()).containsExactly("1@2");
    }

    @Test
    void itIsNotReportedByTimeBeforeTheStart() {
        client.create(watch("a").setStartRevision(3).setProgressNotify(true));
        client.heard();
        rig.pass(INTERVAL);
        assertThat(client.heard()).isEmpty();
        rig.put("1", "b");
        rig.put("1", "b");
        rig.pass(INTERVAL);
        assertThat(client.heard()).containsExactly("0@3");
    }

    @Test
    void theClockStopsWithTheLastWhoWantsIt() {
        client.create(watch("a").setProgressNotify(true)).cancel(0);
        client.heard();
        rig.pass(INTERVAL);
        rig.pass(INTERVAL);
        client.create(watch("a").setProgressNotify(true)).heard();
        rig.pass(INTERVAL);
        assertThat(client.heard()).containsExactly("1@1");
        client.inlet.cancel();
        rig.pass(INTERVAL);
        assertThat(client.heard()).isEmpty();
    }

    @Test
    void onRequestItComesAfterTheEvents() {
        client.create(watch("a")).create(watch("b"));
        client.heard();
        rig.put("1", "a");
        client.progress();
        rig.put("2", "a");
        assertThat(client.heard()).containsExactly("0@3 a=1/2 a=2/3", "-1@3");
    }

    @Test
    void onRequestItWaitsForThoseWhoAreAboutToCatchUp() {
        for (int i = 0; i < 1500; i++) {
            rig.put("1", "a");
        }
        client.create(watch("b")).create(watch("a").setStartRevision(1)).progress();
        assertThat(client.heard()).hasSize(5).endsWith("-1@1501");
    }

    @Test
    void onRequestThereIsNoneWithoutWatchesOrBeforeAStartOrForACompactedOne() {
        assertThat(client.progress().heard()).isEmpty();
        client.create(watch("a")).heard();
        assertThat(client.progress().heard()).containsExactly("-1@1");
        client.create(watch("a").setStartRevision(5)).heard();
        assertThat(client.progress().heard()).isEmpty();
        client.cancel(1).heard();
        rig.put("1", "b");
        rig.put("1", "b");
        rig.compact(3);
        client.create(watch("a").setStartRevision(2)).heard();
        assertThat(client.progress().heard()).isEmpty();
        assertThat(client.cancel(2).progress().heard()).containsExactly("2@3 canceled", "-1@3");
    }
}
