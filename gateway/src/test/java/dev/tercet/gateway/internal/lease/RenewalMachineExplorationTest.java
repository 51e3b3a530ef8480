package dev.tercet.gateway.internal.lease;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.gateway.internal.lease.RenewalMachine.Effect;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everybody has one answer, it is their own, and a request that nobody waits for is given up. */
class RenewalMachineExplorationTest {
    @Test
    void everybodyHasTheirOwnAnswer() {
        Exploration.of(() -> new Renewals(Tampering.none())).states(5_000).upTo(6);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(Effect.Post.class, Effect.Abort.class, Effect.Answer.class, Effect.Fail.class)
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
        private static final int ASKERS = 5;
        private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);
        private static final WireFailure ENOUGH = new WireFailure(StatusCode.CANCELLED, "enough", Reach.LOST, null);
        private static final WireFailure DENIED =
                new WireFailure(StatusCode.PERMISSION_DENIED, "denied", Reach.ANSWERED, null);
        private static final CallContext OTHER = new CallContext("token", false);

        private final Tampering tampering;
        private final RenewalMachine<Asker> machine = new RenewalMachine<>();
        private final List<Asker> askers = new ArrayList<>();
        private final Map<Integer, Deque<Asker>> requests = new TreeMap<>();
        private final List<Integer> aborted = new ArrayList<>();

        Renewals(Tampering tampering) {
            this.tampering = tampering;
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(askers.size() < ASKERS, "renew 1", () -> renew(1, CallContext.PLAIN));
            may.happenIf(askers.size() < ASKERS, "renew 2", () -> renew(2, CallContext.PLAIN));
            may.happenIf(askers.isEmpty(), "renew 1 with a token", () -> renew(1, OTHER));
            for (Asker asker : askers) {
                may.happenIf(!asker.answered, "cancel " + asker.number, () -> {
                    perform(machine.cancel(asker, ENOUGH));
                    must(asker.answered, "cancelled, and not told");
                });
            }
            for (int number : List.copyOf(requests.keySet())) {
                boolean more = !requests.get(number).isEmpty() && !aborted.contains(number);
                may.happenIf(more, "answer on " + number, () -> answer(number));
                may.happenIf(more, "denied on " + number, () -> ended(number, DENIED));
                may.happenIf(more, "lost " + number, () -> ended(number, LOST));
                may.happen("end of " + number, () -> ended(number, null));
            }
        }

        private void renew(long lease, CallContext context) {
            Asker asker = new Asker(askers.size() + 1, lease, context);
            askers.add(asker);
            perform(machine.renew(asker, lease, context));
        }

        private void answer(int number) {
            Asker asker = requests.get(number).remove();
            Duration whose = Duration.ofSeconds(asker.number);
            perform(machine.received(number, new LeaseRenewal(Header.NONE, asker.lease, whose)));
        }

        private void ended(int number, @Nullable WireFailure failure) {
            requests.remove(number);
            perform(machine.ended(number, failure));
        }

        private void perform(List<Effect<Asker>> effects) {
            for (Effect<Asker> effect : tampering.of(effects)) {
                if (effect instanceof Effect.Post<Asker> post) {
                    must(!post.callers().isEmpty(), "a request for nothing");
                    for (Asker asker : post.callers()) {
                        must(!asker.answered, "sent for one who has an answer");
                        must(asker.context.equals(post.context()), "sent with another's token");
                        must(requests.values().stream().noneMatch(asked -> asked.contains(asker)), "sent twice");
                    }
                    must(requests.put(post.number(), new ArrayDeque<>(post.callers())) == null, "a number again");
                } else if (effect instanceof Effect.Abort<Asker> abort) {
                    Deque<Asker> asked = requests.get(abort.number());
                    must(asked != null && !aborted.contains(abort.number()), "given up what is over");
                    must(asked.stream().allMatch(asker -> asker.answered), "given up, and somebody waits");
                    aborted.add(abort.number());
                } else if (effect instanceof Effect.Answer<Asker> answer) {
                    over(answer.caller());
                    // Of two for one lease the first answer is the first one's, unless that one was not asked for.
                    must(answer.caller().number == answer.renewal().ttl().toSeconds(), "another's answer");
                } else if (effect instanceof Effect.Fail<Asker> fail) {
                    over(fail.caller());
                }
            }
            requests.forEach((number, asked) -> must(
                    asked.isEmpty()
                            || aborted.contains(number)
                            || asked.stream().anyMatch(asker -> !asker.answered),
                    "nobody waits for ",
                    number,
                    ", and it goes on"));
        }

        private static void over(Asker asker) {
            must(!asker.answered, "answered twice: ", asker.number);
            asker.answered = true;
        }

        @Override
        public void end() {
            for (int step = 0; !requests.isEmpty(); step++) {
                must(step < 50, "does not come to rest");
                int number = requests.keySet().iterator().next();
                if (requests.get(number).isEmpty() || aborted.contains(number)) {
                    ended(number, null);
                } else {
                    answer(number);
                }
            }
            askers.forEach(asker -> must(asker.answered, asker.number, " waits for ever"));
        }
    }
}
