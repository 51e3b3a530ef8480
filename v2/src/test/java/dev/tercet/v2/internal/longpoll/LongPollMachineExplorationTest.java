package dev.tercet.v2.internal.longpoll;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.v2.watch.V2Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event is told once and in order, or a reading in its place, though each wait brings one and the history is short. */
class LongPollMachineExplorationTest {
    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "9, true", "9, false"})
    void everyEventOnce(long first, boolean recovers) {
        Exploration.of(() -> new Polled(Tampering.none(), first, recovers))
                .states(3_000)
                .upTo(6);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(LongPollEffect.Open.class),
                Tampering.twice(LongPollEffect.Open.class),
                Tampering.without(LongPollEffect.Drop.class),
                Tampering.twice(LongPollEffect.Drop.class),
                Tampering.without(LongPollEffect.Wake.class),
                Tampering.without(LongPollEffect.Read.class),
                Tampering.twice(LongPollEffect.Read.class),
                Tampering.without(LongPollEffect.Started.class),
                Tampering.twice(LongPollEffect.Started.class),
                Tampering.without(LongPollEffect.Deliver.class),
                Tampering.twice(LongPollEffect.Deliver.class),
                Tampering.twice(LongPollEffect.End.class),
                Tampering.without(LongPollEffect.End.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Polled(tampering, 9, true)).violation())
                .isPresent();
    }

    private static final class Wait {
        final long from;
        /** The store's index then; 0 before. */
        long registered;

        Wait(long from) {
            this.from = from;
        }
    }

    private static final class Polled implements World {
        private static final Endpoint A = Endpoint.parse("http://a:1", false);
        private static final EtcdException CUT =
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "cut"));
        private static final EtcdException DENIED =
                new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
        private static final long FIRST = 10;
        /** How many events the store remembers. */
        private static final long HISTORY = 2;

        private final Tampering tampering;
        private final boolean recovers;
        private final LongPollMachine machine;
        private final Map<Long, Wait> waits = new TreeMap<>();
        private final Set<Long> ended = new TreeSet<>();
        private long index = FIRST;
        private boolean reading;
        private boolean timed;
        private long wanted;
        private int asked;
        private int failures;

        /** The first index that was not told yet and is to be; 0 while that is not known. */
        private long next;

        private boolean started;
        private boolean over;

        Polled(Tampering tampering, long first, boolean recovers) {
            this.tampering = tampering;
            this.recovers = recovers;
            next = first;
            machine = new LongPollMachine(first, recovers, new Pace(1000, 500, 10, 40));
            perform(machine.start());
        }

        /** Of two events one is about other keys. */
        private long event(long from) {
            long even = from + from % 2;
            return even <= index ? even : 0;
        }

        private long toCome(Wait wait) {
            return wait.registered == 0 ? 0 : event(wait.from == 0 ? wait.registered + 1 : wait.from);
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(index < FIRST + 4, "write", () -> index++);
            may.happenIf(asked < 2, "request", () -> request(asked == 0 ? 1 : 2));
            may.happen("cancel", () -> {
                wanted = 0;
                perform(machine.cancel());
                must(waits.isEmpty(), "cancelled, and waits on");
                over = true;
            });
            for (long id : List.copyOf(waits.keySet())) {
                Wait wait = waits.get(id);
                may.happenIf(wait.registered == 0, "register " + id, () -> register(id));
                may.happenIf(toCome(wait) != 0, "answer " + id, () -> answer(id));
                may.happenIf(
                        failures < 2, "empty " + id, () -> ended(() -> machine.onAnswer(id, Optional.empty()), id));
                may.happenIf(
                        failures < 2,
                        "cut " + id,
                        () -> ended(() -> machine.onFailure(id, Trouble.PASSING, CUT, 0), id));
                may.happenIf(
                        failures < 2,
                        "denied " + id,
                        () -> ended(() -> machine.onFailure(id, Trouble.FINAL, DENIED, 0), id));
            }
            may.happenIf(timed && !isOnItsWay(), "wake", this::wake);
            if (reading) {
                may.happen("read", this::read);
                may.happenIf(failures < 2, "unread", () -> {
                    failures++;
                    reading = false;
                    perform(machine.onReadFailed(Trouble.PASSING, CUT));
                });
            }
        }

        /** What is in the history when a wait is registered comes well before anybody takes the silence for an answer. */
        private boolean isOnItsWay() {
            long latest = waits.values().stream()
                    .mapToLong(wait -> wait.registered)
                    .max()
                    .orElse(0);
            return waits.values().stream().anyMatch(wait -> toCome(wait) != 0 && toCome(wait) <= latest);
        }

        private void request(long events) {
            asked++;
            wanted += events;
            perform(machine.request(events));
        }

        private void register(long id) {
            Wait wait = waits.get(id);
            if (wait.from != 0 && wait.from <= index - HISTORY) {
                end(id);
                perform(machine.onFailure(id, Trouble.CLEARED, Events.cleared(index), index));
                return;
            }
            wait.registered = index;
            if (next == 0 && !started) {
                next = index + 1;
            }
            perform(machine.onRegistered(id, index, A));
        }

        private void answer(long id) {
            long event = toCome(end(id));
            perform(machine.onAnswer(id, Optional.of(Events.at(event))));
        }

        private void ended(Supplier<List<LongPollEffect>> told, long id) {
            failures++;
            end(id);
            perform(told.get());
        }

        private Wait end(long id) {
            ended.add(id);
            return waits.remove(id);
        }

        private void wake() {
            timed = false;
            perform(machine.onWake());
        }

        private void read() {
            reading = false;
            perform(machine.onRead(Optional.of(Events.at(index)), index));
        }

        private void perform(List<LongPollEffect> effects) {
            for (LongPollEffect effect : tampering.of(effects)) {
                if (effect instanceof LongPollEffect.Wake wake) {
                    timed = wake.nanos() >= 0;
                    continue;
                }
                must(!over, effect, " after the end");
                if (effect instanceof LongPollEffect.Open open) {
                    must(waits.put(open.id(), new Wait(open.from())) == null, "a number again");
                    must(waits.size() <= 2, "more than two waits");
                } else if (effect instanceof LongPollEffect.Drop drop) {
                    // What has ended by itself may be dropped all the same, once.
                    must(waits.remove(drop.id()) != null || ended.remove(drop.id()), "dropped again: ", drop.id());
                } else if (effect instanceof LongPollEffect.Read) {
                    must(!reading && waits.isEmpty(), "read besides something else");
                    reading = true;
                } else if (effect instanceof LongPollEffect.Started it) {
                    must(!started, "started twice");
                    started = true;
                } else if (effect instanceof LongPollEffect.Deliver deliver) {
                    delivered(deliver.event());
                } else if (effect instanceof LongPollEffect.End) {
                    over = true;
                }
            }
            must(over || timed || reading || !waits.isEmpty() || wanted == 0, "nothing is under way");
        }

        private void delivered(V2Event event) {
            must(started, "told before it stands");
            must(--wanted >= 0, "told more than was wanted");
            if (event instanceof V2Event.Change change) {
                long at = change.result().modifiedIndex();
                must(at == event(next), "told ", at, ", and not ", event(next));
                next = at + 1;
            } else if (event instanceof V2Event.Reread reread) {
                must(recovers, "read without being told to");
                must(reread.to() + 1 >= next, "read what was told");
                next = reread.to() + 1;
            }
        }

        @Override
        public void end() {
            if (!over) {
                request(100);
            }
            for (int step = 0; !over; step++) {
                must(step < 60, "does not come to rest");
                long ready = 0;
                for (long id : waits.keySet()) {
                    ready = waits.get(id).registered == 0 || toCome(waits.get(id)) != 0 ? id : ready;
                }
                if (reading) {
                    read();
                } else if (ready != 0 && waits.get(ready).registered == 0) {
                    register(ready);
                } else if (ready != 0) {
                    answer(ready);
                } else if (waits.isEmpty()) {
                    must(timed, "nothing is under way");
                    wake();
                } else {
                    must(started && event(next) == 0, "not told: ", event(next));
                    return;
                }
            }
        }
    }
}
