package dev.tercet.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExplorationTest {
    /** A light: on or off, and broken by being touched while it is on. */
    private static final class Light implements World {
        private final int most;
        private int on;
        private final Set<String> touched = new HashSet<>();

        Light(int most) {
            this.most = most;
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(on == 0, "on", () -> on = 1);
            may.happenIf(on == 1, "off", () -> on = 0);
            may.happen("left", () -> touch("left"));
            may.happen("right", () -> touch("right"));
        }

        private void touch(String where) {
            touched.add(where);
            World.must(touched.size() <= most || on == 0, "touched ", touched.size());
        }
    }

    @Test
    void findsEveryStateOnce() {
        Found found = Exploration.of(() -> new Light(2)).run();
        assertThat(found).isEqualTo(new Found(8, 24, 3, true));
    }

    @Test
    void tellsTheShortestPath() {
        assertThat(Exploration.of(() -> new Light(1)).violation())
                .hasValueSatisfying(
                        violation -> assertThat(violation.path()).hasSize(3).contains("on", "left", "right"))
                .hasValueSatisfying(violation -> assertThat(violation).hasMessageContaining("touched 2"));
    }

    @Test
    void goesNoFurtherThanTold() {
        Found found = Exploration.of(() -> new Light(2)).depth(1).run();
        assertThat(found).isEqualTo(new Found(4, 3, 1, false));
    }

    @Test
    void tellsAllFromNotAll() {
        assertThat(Exploration.of(() -> new Light(2)).all()).isEqualTo(new Found(8, 24, 3, true));
        assertThatThrownBy(() -> Exploration.of(() -> new Light(2)).states(8).all())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not all");
    }

    @Test
    void saysHowFarEveryPathWasTried() {
        // Of four states that one move leads to, and those behind them.
        assertThat(Exploration.of(() -> new Light(2)).states(6).upTo(1).depth()).isEqualTo(1);
        assertThatThrownBy(() -> Exploration.of(() -> new Light(2)).states(6).upTo(2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cut short before 2 moves");
    }

    @Test
    void saysWhichWalkItWas() {
        // Breadth first comes nowhere near.
        Supplier<World> far = () -> new World() {
            private String way = "";

            @Override
            public void moves(Moves may) {
                List.of("left", "right", "on")
                        .forEach(where -> may.happen(where, () -> {
                            way += where;
                            World.must(way.length() < 80, "too far");
                        }));
            }
        };
        assertThat(Exploration.of(far).states(1_000).violation()).hasValueSatisfying(violation -> {
            assertThat(violation.path()).hasSizeGreaterThan(15);
            assertThat(violation)
                    .hasMessageStartingWith(
                            "on a walk of -Dtercet.seed=" + Long.getLong("tercet.seed", 1) + ", after [")
                    .hasMessageContaining("too far");
        });
        assertThat(Exploration.of(() -> new Light(1)).violation())
                .hasValueSatisfying(violation -> assertThat(violation).hasMessageStartingWith("after ["));
    }

    @Test
    void looksAtEachEnd() {
        Deque<String> line = new ArrayDeque<>();
        World forgetful = new World() {
            @Override
            public void moves(Moves may) {}

            @Override
            public void end() {
                World.must(!line.isEmpty(), "nobody came");
            }
        };
        assertThat(Exploration.of(() -> forgetful).violation())
                .hasValueSatisfying(violation ->
                        assertThat(violation).hasMessageContaining("to the end").hasMessageContaining("nobody came"));
    }

    @Test
    void refusesWhatItCannotSeeInto() {
        assertThatThrownBy(() -> Fingerprint.of(new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Random");
    }
}
