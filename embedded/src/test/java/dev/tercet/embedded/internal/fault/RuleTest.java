package dev.tercet.embedded.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.internal.time.Lifetime;
import dev.tercet.embedded.internal.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a fault holds back, and for how long. */
class RuleTest {
    private final ManualTime time = new ManualTime();
    private final ManualTime wall = new ManualTime();
    private final Lifetime life = new Lifetime(wall);
    private final List<String> said = new ArrayList<>();

    private Rule rule(Fault fault) {
        return new Rule(fault, Set.of("KV/Put"), time, life, rule -> {});
    }

    @Test
    void whatNobodyWaitsForIsNotKept() {
        Rule silent = rule(Fault.silent());
        silent.later(() -> said.add("one"));
        silent.later(() -> said.add("two")).cancel();
        silent.later(() -> said.add("three"));
        silent.close();
        assertThat(said).containsExactly("one", "three");

        rule(Fault.slow(Duration.ofSeconds(1))).later(() -> said.add("four")).cancel();
        time.advance(Duration.ofDays(1).toNanos());
        assertThat(said).hasSize(2);
    }

    @Test
    void realTimeEndsWithTheServer() {
        Rule slow = rule(Fault.slowInRealTime(Duration.ofSeconds(1)));
        slow.later(() -> said.add("one"));
        time.advance(Duration.ofDays(1).toNanos());
        assertThat(said).isEmpty();
        wall.advance(Duration.ofSeconds(1).toNanos());
        assertThat(said).containsExactly("one");
        slow.later(() -> said.add("two"));
        life.end();
        wall.advance(Duration.ofDays(1).toNanos());
        assertThat(said).containsExactly("one");
    }
}
