package dev.tercet.gateway.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class WatchPositionTest {
    private final WatchPosition position = new WatchPosition(0);

    private List<Long> advance(boolean fragment, long... revisions) {
        List<WatchEvent> events = LongStream.of(revisions)
                .mapToObj(revision -> new WatchEvent(
                        WatchEvent.Type.PUT, new KeyValue(Bytes.of("k"), Bytes.EMPTY, 1, revision, 1, 0), null))
                .toList();
        return position.advance(events, fragment).stream()
                .map(WatchEvent::revision)
                .toList();
    }

    @Test
    void aWatchOfWhatIsToComeBeginsBehindItsCreation() {
        position.created(5);
        assertThat(position.next()).isEqualTo(6);
        WatchPosition given = new WatchPosition(3);
        given.created(5);
        assertThat(given.next()).isEqualTo(3);
    }

    @Test
    void aRevisionThatCameInPartIsStillToCome() {
        assertThat(advance(true, 6, 7)).containsExactly(6L, 7L);
        assertThat(position.isTorn()).isTrue();
        assertThat(position.next()).isEqualTo(7);
        assertThat(advance(false, 7, 8)).containsExactly(7L, 8L);
        assertThat(position.isTorn()).isFalse();
        assertThat(position.next()).isEqualTo(9);
    }

    @Test
    void whatAnotherAnswerRepeatsIsLeftOut() {
        advance(false, 6, 7);
        position.handOver();
        assertThat(advance(true, 6)).isEmpty();
        assertThat(position.isTorn()).isFalse();
        assertThat(advance(false, 7, 8)).containsExactly(8L);
        assertThat(position.next()).isEqualTo(9);
    }

    @Test
    void aMarkGoesForwardsOnly() {
        position.complete(9);
        assertThat(position.next()).isEqualTo(10);
        position.complete(7);
        assertThat(position.next()).isEqualTo(10);
    }
}
