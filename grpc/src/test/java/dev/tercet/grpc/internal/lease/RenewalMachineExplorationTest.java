package dev.tercet.grpc.internal.lease;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.grpc.internal.lease.RenewalMachine.Effect;
import dev.tercet.kv.Header;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everybody has one answer, and it is their own. */
class RenewalMachineExplorationTest {
    @Test
    void everybodyHasTheirOwnAnswer() {
        Exploration.of(() -> new Renewals(Tampering.none())).states(5_000).upTo(4);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                        Effect.Open.class,
                        Effect.Send.class,
                        Effect.Answer.class,
                        Effect.Fail.class,
                        Effect.Close.class)
                .flatMap(kind -> Stream.of(Tampering.without(kind), Tampering.twice(kind)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Renewals(tampering)).violation()).isPresent();
    }

    private static final class Asker {
        final int number;
        final long lease;
        final CallContext context;
        boolean answered;

        Asker(int number, long lease, CallContext context) {
            this.number = number;
            this.lease = lease;
            this.context = context;
        }
    }

    private static final class Renewals implements World {
        private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);
        private static final WireFailure ENOUGH = new WireFailure(StatusCode.CANCELLED, "enough", Reach.LOST, null);
        private static final CallContext OTHER = new CallContext("token", false);

        private final Tampering tampering;
        private final RenewalMachine<Asker> machine = new RenewalMachine<>();
        private final List<Asker> askers = new ArrayList<>();
        /** What the server has to answer on each, in order; what we closed is no longer there. */
        private final Map<Integer, Deque<Asker>> streams = new TreeMap<>();

        private final Map<Integer, CallContext> contexts = new TreeMap<>();
        private long now;

        Renewals(Tampering tampering) {
            this.tampering = tampering;
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(askers.size() < 4, "renew 1", () -> renew(1, CallContext.PLAIN));
            may.happenIf(askers.size() < 4, "renew 2", () -> renew(2, CallContext.PLAIN));
            may.happenIf(askers.size() < 4, "renew 1 with a token", () -> renew(1, OTHER));
            may.happenIf(now == 0, "time goes by", () -> now += RenewalMachine.SILENCE);
            for (Asker asker : askers) {
                may.happen("cancel " + asker.number, () -> {
                    perform(machine.cancel(asker, ENOUGH, now));
                    must(asker.answered, "cancelled, and not told");
                });
            }
            for (int number : List.copyOf(streams.keySet())) {
                may.happenIf(!streams.get(number).isEmpty(), "answer on " + number, () -> answer(number));
                may.happen("unasked answer on " + number, () -> received(number, 9, 0));
                may.happen("cut " + number, () -> {
                    streams.remove(number);
                    perform(machine.ended(number, LOST));
                });
            }
        }

        private void renew(long lease, CallContext context) {
            Asker asker = new Asker(askers.size() + 1, lease, context);
            askers.add(asker);
            perform(machine.renew(asker, lease, context, now));
            must(streams.values().stream().anyMatch(asked -> asked.contains(asker)), "not asked for");
        }

        private void answer(int number) {
            Asker asker = streams.get(number).remove();
            received(number, asker.lease, asker.number);
        }

        /** For whom an answer is, its time to live says. */
        private void received(int number, long lease, int whose) {
            LeaseRenewal renewal = new LeaseRenewal(Header.NONE, lease, Duration.ofSeconds(whose));
            perform(machine.received(number, renewal, now));
        }

        private void perform(List<Effect<Asker>> effects) {
            for (Effect<Asker> effect : tampering.of(effects)) {
                if (effect instanceof Effect.Open<Asker> open) {
                    must(streams.put(open.stream(), new ArrayDeque<>()) == null, "opened twice");
                    must(!contexts.containsKey(open.stream()), "a number again");
                    contexts.put(open.stream(), open.context());
                } else if (effect instanceof Effect.Send<Asker> send) {
                    Deque<Asker> asked = streams.get(send.stream());
                    must(asked != null, "sent where nothing is open");
                    must(!asked.contains(send.caller()), "sent twice");
                    must(send.caller().context.equals(contexts.get(send.stream())), "sent with another's token");
                    asked.add(send.caller());
                } else if (effect instanceof Effect.Close<Asker> close) {
                    Deque<Asker> asked = streams.remove(close.stream());
                    must(asked != null && asked.stream().allMatch(asker -> asker.answered), "closed what is in use");
                } else if (effect instanceof Effect.Answer<Asker> answer) {
                    over(answer.caller());
                    must(answer.caller().number == answer.renewal().ttl().toSeconds(), "another's answer");
                } else if (effect instanceof Effect.Fail<Asker> fail) {
                    over(fail.caller());
                }
            }
            streams.forEach((number, asked) -> must(
                    asked.stream().anyMatch(asker -> !asker.answered)
                            || contexts.entrySet().stream()
                                    .noneMatch(later -> later.getKey() > number
                                            && later.getValue().equals(contexts.get(number))),
                    "replaced, and left open for nobody: ",
                    number));
        }

        private static void over(Asker asker) {
            must(!asker.answered, "answered twice: ", asker.number);
            asker.answered = true;
        }

        @Override
        public void end() {
            for (int number : List.copyOf(streams.keySet())) {
                // One that was given up is closed with the last answer that somebody wants.
                while (streams.containsKey(number) && !streams.get(number).isEmpty()) {
                    answer(number);
                }
            }
            askers.forEach(asker -> must(asker.answered, asker.number, " waits for ever"));
            // One stream of each kind may wait for more; one more set of headers closes all that are idle.
            renew(3, new CallContext("new", false));
            must(streams.size() == 1, "idle streams are left: ", streams.keySet());
        }
    }
}
