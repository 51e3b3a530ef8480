package dev.tercet.embedded.internal.watch;

import static dev.tercet.embedded.internal.watch.Client.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.state.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTicksTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Rig rig = new Rig(Limits.DEFAULT.withWatchProgress(INTERVAL));
    private final Client client = rig.client();

    @Test
    void aMomentThatPassesWhileItsAlarmIsSetIsNoLastOne() {
        rig.beforeNextAlarm = () -> rig.time.advance(INTERVAL.toNanos());
        client.create(watch("a").setProgressNotify(true));
        client.heard();
        for (int i = 0; i < 3; i++) {
            rig.pass(INTERVAL);
            assertThat(client.heard()).containsExactly("0@1");
        }
    }
}
