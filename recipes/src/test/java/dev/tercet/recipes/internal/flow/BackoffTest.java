package dev.tercet.recipes.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void restsTwiceAsLongEachTimeUpToTheEnd() {
        Backoff backoff = new Backoff(3, 20);
        assertThat(LongStream.generate(backoff::next).limit(6)).containsExactly(3L, 6L, 12L, 20L, 20L, 20L);
    }

    @Test
    void beginsAnewWhenItWorked() {
        Backoff backoff = new Backoff();
        backoff.next();
        backoff.next();
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Backoff.FIRST);
    }
}
