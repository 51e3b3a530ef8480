package dev.tercet.recipes.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog(4, 1);

    @Test
    void nothingIsNothing() {
        assertThat(backlog.next()).isNull();
        assertThat(backlog.size()).isZero();
    }

    @Test
    void revisionsGoTogetherAsFarAsTheyFit() {
        backlog.add(5, puts("a", "b"));
        backlog.add(6, puts("c"));
        backlog.add(8, puts("d", "e"));
        assertThat(backlog.next()).isEqualTo(new Batch(puts("a", "b", "c"), new Position(6, 0), 2));
        assertThat(backlog.next()).isEqualTo(new Batch(puts("d", "e"), new Position(8, 0), 1));
        assertThat(backlog.next()).isNull();
    }

    @Test
    void aKeyThatChangesTwiceTakesTwoTransactions() {
        backlog.add(5, puts("a", "b"));
        backlog.add(6, puts("b"));
        assertThat(backlog.next()).isEqualTo(new Batch(puts("a", "b"), new Position(5, 0), 1));
        assertThat(backlog.next()).isEqualTo(new Batch(puts("b"), new Position(6, 0), 1));
    }

    @Test
    void aRevisionThatDoesNotFitIsSplitAndNothingGoesWithIt() {
        backlog.add(5, puts("x"));
        backlog.add(7, puts("a", "b", "c", "d", "e", "f"));
        backlog.add(8, puts("y"));
        assertThat(backlog.next()).isEqualTo(new Batch(puts("x"), new Position(5, 0), 1));
        assertThat(backlog.next()).isEqualTo(new Batch(puts("a", "b", "c", "d"), new Position(6, 4), 0));
        assertThat(backlog.next()).isEqualTo(new Batch(puts("e", "f", "y"), new Position(8, 0), 2));
    }

    @Test
    void goesOnInTheMiddleOfARevision() {
        backlog.restart(2);
        backlog.add(7, puts("a", "b", "c"));
        backlog.add(8, puts("a"));
        assertThat(backlog.next()).isEqualTo(new Batch(puts("c", "a"), new Position(8, 0), 2));
    }

    @Test
    void marksWeighToo() {
        Backlog marked = new Backlog(4, 2);
        marked.add(5, puts("a", "b", "c"));
        assertThat(marked.next()).isEqualTo(new Batch(puts("a", "b"), new Position(4, 2), 0));
        marked.restart(0);
        marked.add(
                6,
                Stream.concat(puts("a").stream(), Stream.of(delete("b"), delete("c")))
                        .toList());
        assertThat(marked.next().after()).isEqualTo(new Position(6, 0));
    }

    @Test
    void whatIsLargeGoesAloneHoweverLarge() {
        WatchEvent large = put("a", "v".repeat(1_400_000));
        backlog.add(5, List.of(large, put("b", "v")));
        backlog.add(6, puts("c"));
        assertThat(backlog.next()).isEqualTo(new Batch(List.of(large), new Position(4, 1), 0));
        assertThat(backlog.next().after()).isEqualTo(new Position(6, 0));
    }

    private static List<WatchEvent> puts(String... keys) {
        return Stream.of(keys).map(key -> put(key, "v")).toList();
    }

    private static WatchEvent put(String key, String value) {
        return new WatchEvent(WatchEvent.Type.PUT, new KeyValue(Bytes.of(key), Bytes.of(value), 2, 2, 1, 0), null);
    }

    private static WatchEvent delete(String key) {
        return new WatchEvent(WatchEvent.Type.DELETE, new KeyValue(Bytes.of(key), Bytes.EMPTY, 0, 2, 0, 0), null);
    }
}
