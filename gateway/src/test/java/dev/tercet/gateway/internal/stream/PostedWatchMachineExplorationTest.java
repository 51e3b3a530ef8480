package dev.tercet.gateway.internal.stream;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.gateway.internal.stream.PostedServer.Request;
import dev.tercet.gateway.internal.stream.PostedWatchMachine.Effect;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event once, in order and whole, by however many requests it came; marks that are true; nothing is left without an answer, a
 * timer or an end, and no request is left behind.
 */
class PostedWatchMachineExplorationTest {
    @ParameterizedTest
    @CsvSource({"0, true", "7, true", "9, false"})
    void everyEventOnce(long start, boolean exact) {
        Exploration.of(() -> new Posted(Tampering.none(), start, exact))
                .states(2_000)
                .upTo(5);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(Effect.Post.class),
                Tampering.twice(Effect.Post.class),
                Tampering.without(Effect.TakeAll.class),
                Tampering.without(Effect.Drop.class),
                Tampering.twice(Effect.Drop.class),
                Tampering.without(Effect.Tell.class),
                Tampering.twice(Effect.Tell.class),
                Tampering.without(Effect.End.class),
                Tampering.twice(Effect.End.class),
                Tampering.without(Effect.Probe.class),
                Tampering.without(Effect.Wake.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Posted(tampering, 7, true)).violation())
                .isPresent();
    }

    private static final class Posted implements World {
        private static final long SILENCE = 10_000_000_000L;
        private static final long PATIENCE = 5_000_000_000L;
        private static final int MOST_TROUBLES = 3;
        private static final WireFailure CUT = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);

        private final Tampering tampering;
        private final PostedServer server;
        private final PostedWatchMachine machine;
        private final boolean exact;

        private long now;
        private long due = -1;
        private int probes;
        private int troubles;
        private boolean unjust;

        private boolean created;
        private boolean ended;
        /** The next event that is to be told: its revision and its place there. */
        private long next;

        private int place;
        private boolean answersAhead;
        /** What the store had come to when progress was asked for last; 0 if that was told. */
        private long owed;

        private int asked;
        private long marked;

        Posted(Tampering tampering, long start, boolean exact) {
            this.tampering = tampering;
            this.exact = exact;
            this.server = new PostedServer(exact);
            this.machine = new PostedWatchMachine(
                    new WatchRpcs.Create(KeyRange.of("k"), start, Set.of(), false, false, true), SILENCE, PATIENCE);
            next = start;
            perform(machine.begin());
        }

        @Override
        public void moves(Moves may) {
            server.moves(may);
            server.all().forEach(request -> {
                may.happenIf(server.isHeard(request), "hear " + request.number, () -> hear(request));
                if (request.isOpen() && troubles < MOST_TROUBLES) {
                    trouble(may, "cut " + request.number, () -> ended(request, CUT));
                    trouble(may, "end " + request.number, () -> ended(request, null));
                    trouble(may, "silence " + request.number, request::fallSilent);
                    trouble(may, "cancel " + request.number, () -> server.cancel(request));
                    may.happenIf(request.tail, "no answer " + request.number, () -> {
                        request.tail = false;
                        troubles++;
                    });
                }
            });
            if (ended) {
                return;
            }
            may.happen("stop", () -> {
                unjust = true;
                perform(machine.cancel());
                must(ended, "stopped, and not told");
            });
            may.happenIf(asked < 2, "progress?", () -> {
                asked++;
                owed = server.revision();
                perform(machine.requestProgress());
            });
            may.happenIf(due >= 0, "time is up", () -> {
                unjust |= probes > 0 || server.isBusy();
                timeUp();
            });
            may.happenIf(due > now, "bytes", () -> {
                now += (due - now) / 2;
                machine.heard(now);
            });
            may.happenIf(probes > 0, "probed", () -> probed(server.revision()));
            may.happenIf(probes > 0 && troubles < MOST_TROUBLES, "probe fails", () -> {
                troubles++;
                probed(-1);
            });
        }

        private void trouble(Moves may, String name, Runnable happens) {
            may.happen(name, () -> {
                troubles++;
                unjust = true;
                happens.run();
            });
        }

        private void hear(Request request) {
            boolean over = request.dropped || ended;
            PostedServer.Said said = server.hear(request);
            answersAhead = said.ahead();
            List<Effect> effects = machine.received(request.number, said.message(), exact, now);
            must(!over || effects.isEmpty(), "what is over does ", effects);
            perform(effects);
            answersAhead = false;
        }

        private void ended(Request request, WireFailure failure) {
            request.over = true;
            request.down.clear();
            perform(machine.ended(request.number, failure));
        }

        private void timeUp() {
            now = due;
            due = -1;
            perform(machine.awoken(now));
        }

        private void probed(long revision) {
            probes--;
            perform(machine.probed(revision, now));
        }

        private void perform(List<Effect> effects) {
            for (Effect effect : tampering.of(effects)) {
                must(!ended, effect, " after the end");
                if (effect instanceof Effect.Post post) {
                    server.post(post.number(), post.create(), post.progressAfter() > 0);
                } else if (effect instanceof Effect.TakeAll all) {
                    server.get(all.number()).takesAll = true;
                } else if (effect instanceof Effect.Drop drop) {
                    Request request = server.get(drop.number());
                    must(!request.dropped, "dropped twice: ", drop.number());
                    request.dropped = true;
                } else if (effect instanceof Effect.Tell tell) {
                    told(tell.message());
                } else if (effect instanceof Effect.End) {
                    ended = true;
                } else if (effect instanceof Effect.Probe) {
                    probes++;
                } else if (effect instanceof Effect.Wake wake) {
                    must(wake.nanos() >= 0, "time goes back");
                    due = now + wake.nanos();
                }
            }
            long open = server.all().stream()
                    .filter(request -> !request.dropped && !request.over)
                    .count();
            must(open <= 2, "requests at a time: ", open);
            must(!ended || open == 0, "requests left behind: ", open);
            must(ended || !created || due >= 0, "nothing wakes it");
        }

        private void told(WatchRpcs.Message message) {
            if (message instanceof WatchRpcs.Created it) {
                must(!created, "created twice");
                created = true;
                next = next == 0 ? it.header().revision() + 1 : next;
                return;
            }
            must(created || message instanceof WatchRpcs.Canceled, "told before it was created: ", message);
            if (message instanceof WatchRpcs.Events it) {
                it.events().forEach(this::event);
                must(place == 0 || it.fragment(), "half a revision: ", next);
            } else if (message instanceof WatchRpcs.Progress it) {
                mark(it.header(), it.asked());
            }
        }

        private void event(WatchEvent event) {
            skip(server.revision());
            must(event.revision() == next, "told ", event.revision(), " where ", next, " is next");
            must(event.equals(PostedServer.events(next).get(place)), "in another order: ", event);
            if (++place == PostedServer.events(next).size()) {
                place = 0;
                next++;
            }
        }

        private void skip(long last) {
            while (next <= last && PostedServer.events(next).isEmpty()) {
                next++;
            }
        }

        private void mark(Header header, boolean wasAsked) {
            must(place == 0, "a mark within a revision");
            must(header.revision() <= server.revision(), "a mark of what did not happen");
            if (!answersAhead) {
                skip(header.revision());
                must(next > header.revision(), "said to be at ", header.revision(), ", and ", next, " was not told");
                must(header.revision() >= marked, "marks go back");
                marked = header.revision();
            }
            owed = wasAsked && header.revision() >= owed ? 0 : owed;
        }

        private boolean isAllTold() {
            if (!created) {
                return false;
            }
            skip(server.revision());
            return next > server.revision() && owed == 0;
        }

        /** From here on all goes well. */
        @Override
        public void end() {
            for (int step = 0; !ended && (server.isHelpful(false) || !isAllTold()); step++) {
                must(step < 200, "does not come to rest");
                Request heard = server.all().stream()
                        .filter(server::isHeard)
                        .findFirst()
                        .orElse(null);
                if (heard != null) {
                    hear(heard);
                } else if (!server.isHelpful(true)) {
                    if (probes > 0) {
                        probed(server.revision());
                    } else if (due >= 0) {
                        timeUp();
                    } else {
                        // Its opening has a deadline elsewhere.
                        must(!created, "waits for ever");
                        return;
                    }
                }
            }
            must(!ended || unjust || server.hasCompacted(), "ended, and nothing was wrong");
            server.all()
                    .forEach(request ->
                            must(!ended || request.dropped || request.over, "left behind: ", request.number));
        }
    }
}
