package dev.tercet.recipes.internal.queue;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.recipes.internal.queue.TakeMachine.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everybody is answered once and in their order, every item is handed out once, and nobody waits beside an item. */
class TakeMachineExplorationTest {
    @Test
    void everyItemOnceAndEverybodyInTurn() {
        Exploration.of(() -> new Queue(Tampering.none())).states(6_000).upTo(6);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                        Effect.Read.class,
                        Effect.Take.class,
                        Effect.Watch.class,
                        Effect.Unwatch.class,
                        Effect.Serve.class,
                        Effect.Empty.class,
                        Effect.Fail.class,
                        Effect.GiveBack.class)
                .flatMap(kind -> Stream.of(Tampering.without(kind), Tampering.twice(kind)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Queue(tampering)).violation()).isPresent();
    }

    private static final class Asker {
        final boolean patient;
        /** Whether there was nothing at some time since they asked. */
        boolean mayBeTold;

        Asker(boolean patient) {
            this.patient = patient;
        }
    }

    private static final class Queue implements World {
        private static final int ITEMS = 2;
        private static final int ASKERS = 3;
        private static final Throwable CAUSE = new IllegalStateException("cause");

        private final Tampering tampering;
        private final TakeMachine<String, Integer, Integer> machine = new TakeMachine<>();
        /** By when they were put. */
        private final Map<Integer, Long> items = new LinkedHashMap<>();

        private final Map<String, Asker> waiting = new LinkedHashMap<>();
        private final Set<Integer> taken = new LinkedHashSet<>();
        private long revision = 10;
        private int put;
        private int stolen;
        private int asked;
        private boolean over;

        private @Nullable Effect<String, Integer, Integer> call;
        private @Nullable Object answer;
        private long watchedFrom;
        private long changedAt;

        Queue(Tampering tampering) {
            this.tampering = tampering;
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(asked < ASKERS, "take", () -> ask(true));
            may.happenIf(asked < ASKERS, "poll", () -> ask(false));
            may.happenIf(put < ITEMS, "put", () -> {
                items.put(++put, ++revision);
                changedAt = revision;
            });
            for (String name : List.copyOf(waiting.keySet())) {
                may.happen(name + " gives up", () -> {
                    waiting.remove(name);
                    perform(machine.gaveUp(name));
                });
            }
            may.happenIf(!items.isEmpty(), "stolen", () -> {
                items.remove(items.keySet().iterator().next());
                stolen++;
                changed();
            });
            may.happenIf(!over, "over", () -> {
                over = true;
                perform(machine.over(CAUSE));
            });
            may.happenIf(call != null && answer == null, "applied", this::apply);
            may.happenIf(call != null, "answered", this::answered);
            may.happenIf(call != null && answer == null, "failed", () -> {
                call = null;
                perform(machine.failed(CAUSE));
            });
            if (watchedFrom != 0) {
                may.happenIf(changedAt >= watchedFrom, "news", this::news);
                may.happenIf(changedAt >= watchedFrom, "news to read", () -> woken(List.of()));
                may.happen("compacted", () -> {
                    watchedFrom = 0;
                    perform(machine.missed());
                });
                may.happen("watch ended", () -> {
                    watchedFrom = 0;
                    perform(machine.ended(CAUSE));
                });
            }
            for (int item : List.copyOf(taken)) {
                may.happenIf(!over, "back comes " + item, () -> {
                    taken.remove(item);
                    perform(machine.returned(item));
                });
            }
        }

        private void ask(boolean patient) {
            String name = "asker" + ++asked;
            waiting.put(name, new Asker(patient));
            changed();
            perform(machine.asked(name, patient));
        }

        /** Whether there is something has changed, or who wants to know. */
        private void changed() {
            if (items.isEmpty()) {
                waiting.values().forEach(asker -> asker.mayBeTold = true);
            }
        }

        private void apply() {
            if (call instanceof Effect.Take<String, Integer, Integer> take) {
                List<Integer> candidates = take.known().candidates();
                int tried = Math.min(take.wanted(), candidates.size());
                List<Integer> got = new ArrayList<>();
                for (int item : candidates.subList(0, tried)) {
                    if (items.remove(item) != null) {
                        got.add(item);
                    }
                }
                changed();
                answer =
                        new Haul<>(got, tried < candidates.size() ? take.known().from(tried) : null);
            } else {
                answer = new Page<>(List.copyOf(items.keySet()), revision);
            }
        }

        @SuppressWarnings("unchecked")
        private void answered() {
            if (answer == null) {
                apply();
            }
            Object came = answer;
            call = null;
            answer = null;
            perform(
                    came instanceof Haul
                            ? machine.took((Haul<Integer, Integer>) came)
                            : machine.read((Page<Integer>) came));
        }

        private void news() {
            long from = watchedFrom;
            woken(items.keySet().stream()
                    .filter(item -> items.get(item) >= from)
                    .toList());
        }

        private void woken(List<Integer> seen) {
            perform(machine.woken(new Page<>(seen, revision)));
            // It is closed by the machine, if at all.
            if (watchedFrom != 0) {
                watchedFrom = revision + 1;
            }
        }

        private void perform(List<Effect<String, Integer, Integer>> effects) {
            for (Effect<String, Integer, Integer> effect : tampering.of(effects)) {
                if (effect instanceof Effect.Serve<String, Integer, Integer> serve) {
                    must(
                            waiting.keySet().stream().findFirst().equals(java.util.Optional.of(serve.taker())),
                            serve,
                            " out of turn");
                    waiting.remove(serve.taker());
                    must(taken.add(serve.item()), serve.item(), " is handed out again");
                } else if (effect instanceof Effect.Empty<String, Integer, Integer> empty) {
                    Asker asker = waiting.remove(empty.taker());
                    must(asker != null && !asker.patient, "told that there is nothing: ", empty.taker());
                    must(asker.mayBeTold, "there was something all the time");
                } else if (effect instanceof Effect.Fail<String, Integer, Integer> fail) {
                    must(waiting.remove(fail.taker()) != null, "failed for nobody: ", fail.taker());
                } else if (effect instanceof Effect.GiveBack<String, Integer, Integer> back) {
                    must(waiting.isEmpty(), "given back, and somebody waits");
                    back.items().forEach(item -> {
                        must(!taken.contains(item), "given back what was handed out");
                        must(items.putIfAbsent(item, ++revision) == null, "given back twice");
                        changedAt = revision;
                    });
                } else if (effect instanceof Effect.Watch<String, Integer, Integer> watch) {
                    must(watchedFrom == 0 && call == null, "a watch besides something else");
                    watchedFrom = watch.from();
                } else if (effect instanceof Effect.Unwatch<String, Integer, Integer>) {
                    must(watchedFrom != 0, "no watch to close");
                    watchedFrom = 0;
                } else {
                    must(call == null && watchedFrom == 0, "two things at a time: ", effect);
                    call = effect;
                }
            }
            must(waiting.isEmpty() || call != null || watchedFrom != 0, "somebody waits for nothing");
            must(!waiting.isEmpty() || watchedFrom == 0, "a watch for nobody");
        }

        @Override
        public void end() {
            for (int step = 0; call != null || (watchedFrom != 0 && changedAt >= watchedFrom); step++) {
                must(step < 50, "does not come to rest");
                if (call != null) {
                    answered();
                } else {
                    news();
                }
            }
            must(waiting.isEmpty() || items.isEmpty(), waiting.keySet(), " wait, and there is ", items);
            must(waiting.values().stream().allMatch(asker -> asker.patient), "somebody who would not wait does");
            must(items.size() + taken.size() + stolen == put, "of ", put, " there are ", items, " and ", taken);
        }
    }
}
