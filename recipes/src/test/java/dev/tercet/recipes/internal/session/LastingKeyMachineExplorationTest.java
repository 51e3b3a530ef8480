package dev.tercet.recipes.internal.session;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Changed;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Close;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Delete;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Deleted;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Effect;
import dev.tercet.recipes.internal.session.LastingKeyMachine.End;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Failed;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Found;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Pause;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Read;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Rested;
import dev.tercet.recipes.internal.session.LastingKeyMachine.SessionLost;
import dev.tercet.recipes.internal.session.LastingKeyMachine.SessionOpened;
import dev.tercet.recipes.internal.session.LastingKeyMachine.SetValue;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Signal;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Tell;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Watch;
import dev.tercet.recipes.internal.session.LastingKeyMachine.WatchEnded;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Why;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Write;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Written;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key comes to be as it is wanted while there is a session, another's is left alone, and what is closed leaves none. */
class LastingKeyMachineExplorationTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void comesToBeAsWanted(boolean takesOver) {
        Exploration.of(() -> new Kept(Tampering.none(), takesOver))
                .states(5_000)
                .upTo(6);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(Read.class),
                Tampering.twice(Read.class),
                Tampering.without(Write.class),
                Tampering.twice(Write.class),
                Tampering.without(Watch.class),
                Tampering.twice(Watch.class),
                Tampering.without(Delete.class),
                Tampering.without(Pause.class),
                Tampering.twice(Pause.class),
                Tampering.without(Tell.class),
                Tampering.twice(Tell.class),
                Tampering.without(End.class),
                Tampering.twice(End.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Kept(tampering, false)).violation()).isPresent();
    }

    private static final class Kept implements World {
        private static final Bytes KEY = Bytes.of("k");
        private static final Bytes FIRST = Bytes.of("first");
        private static final Bytes SECOND = Bytes.of("second");
        private static final Bytes FOREIGN = Bytes.of("foreign");

        private final Tampering tampering;
        private final LastingKeyMachine machine;
        private boolean takesOver;

        // The server.
        private long revision = 10;
        private @Nullable KeyValue there;
        private long lease;
        private int leases;
        private int others;
        private int failures;

        // What is under way.
        private @Nullable Effect call;
        private @Nullable Signal answer;
        private boolean pausing;
        private boolean watching;
        private long watchedFrom;
        private final Deque<Changed> news = new ArrayDeque<>();

        private Bytes wanted = FIRST;
        private long told;
        private boolean closed;
        private boolean ended;

        Kept(Tampering tampering, boolean takesOver) {
            this.tampering = tampering;
            this.takesOver = takesOver;
            machine = new LastingKeyMachine(FIRST, takesOver);
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(lease == 0 && leases < 2 && !ended, "session", this::session);
            may.happenIf(lease != 0, "session lost", () -> {
                if (there != null && there.lease() == lease) {
                    becomes(null);
                }
                lease = 0;
                on(new SessionLost());
            });
            may.happenIf(others < 2, "another puts it", () -> {
                others++;
                becomes(kv(FOREIGN, 0));
            });
            may.happenIf(others < 2 && there != null, "another deletes it", () -> {
                others++;
                becomes(null);
            });
            may.happenIf(wanted == FIRST && !closed, "another value", () -> {
                wanted = SECOND;
                on(new SetValue(SECOND));
            });
            may.happenIf(!closed, "close", () -> {
                closed = true;
                on(new Close());
            });
            may.happenIf(pausing, "rested", this::rested);
            may.happenIf(!news.isEmpty(), "news", this::tellNews);
            may.happenIf(watching && failures < 2, "watch ended", () -> {
                failures++;
                watching = false;
                news.clear();
                on(new WatchEnded());
            });
            if (call != null) {
                may.happenIf(answer == null, "applied", this::apply);
                may.happen("answered", this::answered);
                may.happenIf(failures < 2 && !(call instanceof Delete), "failed", () -> {
                    failures++;
                    call = null;
                    answer = null;
                    on(new Failed(Why.FOR_NOW));
                });
            }
        }

        private void session() {
            lease = ++leases;
            on(new SessionOpened(lease));
        }

        private void rested() {
            pausing = false;
            on(new Rested());
        }

        private KeyValue kv(Bytes value, long on) {
            return new KeyValue(KEY, value, revision + 1, revision + 1, 1, on);
        }

        private void becomes(@Nullable KeyValue kv) {
            there = kv;
            revision++;
            if (watching && revision >= watchedFrom) {
                news.add(new Changed(kv, revision));
            }
        }

        private void tellNews() {
            on(news.remove());
        }

        private void apply() {
            if (call instanceof Write write) {
                answer = write(write);
            } else if (call instanceof Delete delete) {
                if (there != null && delete.leases().contains(there.lease())) {
                    becomes(null);
                }
                answer = new Deleted();
            } else {
                answer = new Found(there, revision);
            }
        }

        private Signal write(Write write) {
            if ((there == null ? 0 : there.modRevision()) != write.modRevision()) {
                return new Found(there, revision);
            } else if (write.lease() != lease) {
                return new Failed(Why.NO_LEASE);
            }
            must(there == null || there.lease() != 0 || takesOver, "what was another's was overwritten");
            becomes(kv(write.value(), write.lease()));
            return new Written(revision);
        }

        private void answered() {
            if (answer == null) {
                apply();
            }
            Signal came = answer;
            call = null;
            answer = null;
            on(came);
        }

        private void on(Signal signal) {
            for (Effect effect : tampering.of(machine.on(signal))) {
                must(!ended, effect, " after the end");
                if (effect instanceof Tell tell) {
                    must(tell.lease() != told, "told again: ", told);
                    must(tell.lease() == 0 || tell.lease() == lease, "told of a lease that is gone");
                    told = tell.lease();
                } else if (effect instanceof Watch from) {
                    must(!watching, "watched twice");
                    must(from.from() <= revision + 1, "watched from the future");
                    watching = true;
                    watchedFrom = from.from();
                    // What was changed since then was changed once at most, as far as it matters.
                    if (revision >= watchedFrom) {
                        news.add(new Changed(there, revision));
                    }
                } else if (effect instanceof Pause pause) {
                    must(call == null && !pausing && pause.nanos() > 0, "a pause besides something else");
                    pausing = true;
                } else if (effect instanceof End) {
                    ended = true;
                    watching = false;
                    news.clear();
                } else {
                    must(call == null, effect, " besides ", call);
                    must(!(effect instanceof Write write) || write.lease() == lease, "written on a lease that is gone");
                    call = effect;
                }
            }
            must(told == 0 || told == lease || ended, "said to be there without a session");
        }

        @Override
        public void end() {
            for (int step = 0; call != null || pausing || !news.isEmpty() || (lease == 0 && !closed); step++) {
                must(step < 60, "does not come to rest");
                if (call != null) {
                    answered();
                } else if (!news.isEmpty()) {
                    tellNews();
                } else if (lease == 0 && !closed) {
                    session();
                } else {
                    rested();
                }
                if (ended) {
                    break;
                }
            }
            if (closed) {
                must(ended, "closed, and not ended");
                must(there == null || there.lease() == 0, "a key is left: ", there);
            } else if (there == null || there.lease() != 0) {
                must(there != null && there.lease() == lease && there.value().equals(wanted), "it is ", there);
                must(told == lease, "it is there, and told is ", told);
            } else {
                must(told == 0, "another's is there, and told is ", told);
            }
        }
    }
}
