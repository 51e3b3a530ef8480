package dev.tercet.conformance.faults.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.AsyncKv;
import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Get;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Seeds of the simulation, from {@code -Dtercet.seed} on; and clients that are worse than ours, each in one way, to see that it
 * would be found out.
 */
final class EmbeddedFaultsTest {
    private static final long SEED = FoundOut.SEED;

    /** Thousands where nothing else runs; fewer than these are no simulation any more, however slow the machine is. */
    private static final long LEAST_A_MINUTE = 60;

    @Test
    void nothingIsFound() throws Exception {
        Duration time = Duration.ofSeconds(Boolean.getBoolean("tercet.long") ? 300 : 12);
        System.out.println("simulation, from seed " + SEED + " on");
        Findings findings = new EmbeddedScenario().run(SEED, Long.MAX_VALUE, time.toNanos());
        long seeds = findings.counts().get("seeds");
        System.out.println(
                "simulation: " + findings.counts() + ", " + seeds * 60 / time.toSeconds() + " seeds a minute");
        assertThat(findings.violations()).isEmpty();
        assertThat(seeds * 60).isGreaterThanOrEqualTo(LEAST_A_MINUTE * time.toSeconds());
        assertThat(findings.counts().get("faults")).isPositive();
        assertThat(findings.counts().get("unknown outcomes")).isPositive();
    }

    @Test
    void aProgrammeIsTheSameEachTime() {
        assertThat(Programme.of(SEED)).hasToString(Programme.of(SEED).toString());
        assertThat(Programme.of(SEED + 1).toString())
                .isNotEqualTo(Programme.of(SEED).toString());
    }

    @Test
    void repeatsWhatMayBeDone() throws Exception {
        found("applied twice", () -> new Doubles() {
            @Override
            public <R extends OpResult> CompletableFuture<R> send(AsyncKv kv, Op<R> op) {
                return kv.execute(op)
                        .exceptionallyCompose(failure -> isUnknown(failure) && op instanceof Put
                                ? kv.execute(op)
                                : CompletableFuture.failedFuture(failure));
            }
        });
    }

    @Test
    void saysThatWhatMayBeDoneIsNot() throws Exception {
        found("applied all the same", () -> new Doubles() {
            @Override
            public <R extends OpResult> CompletableFuture<R> send(AsyncKv kv, Op<R> op) {
                return kv.execute(op)
                        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                                isUnknown(failure) ? notApplied((EtcdException) failure) : failure));
            }
        });
    }

    @Test
    void readsWhatItReadBefore() throws Exception {
        found("stale or early", () -> new Doubles() {
            private final Map<String, OpResult> read = new HashMap<>();

            @Override
            @SuppressWarnings("unchecked") // The answer to the same question is of the same type.
            public <R extends OpResult> CompletableFuture<R> send(AsyncKv kv, Op<R> op) {
                String question = op.toString();
                OpResult known = op instanceof Get ? read.get(question) : null;
                return known != null
                        ? CompletableFuture.completedFuture((R) known)
                        : kv.execute(op).whenComplete((result, failure) -> read.put(question, result));
            }
        });
    }

    @Test
    void losesAnEventWhenItResumes() throws Exception {
        found("not told of revision", watching(told -> new Consumer<>() {
            private boolean resumed;

            @Override
            public void accept(WatchSignal signal) {
                if (resumed && signal instanceof WatchSignal.Change) {
                    resumed = false;
                } else {
                    resumed |= signal instanceof WatchSignal.Resumed;
                    told.accept(signal);
                }
            }
        }));
    }

    @Test
    void tellsAnEventAgainWhenItResumes() throws Exception {
        found("again, or out of order", watching(told -> new Consumer<>() {
            private WatchSignal last = new WatchSignal.Started(1);

            @Override
            public void accept(WatchSignal signal) {
                told.accept(signal);
                if (signal instanceof WatchSignal.Change) {
                    last = signal;
                } else if (signal instanceof WatchSignal.Resumed && last instanceof WatchSignal.Change) {
                    told.accept(last);
                }
            }
        }));
    }

    @Test
    void believesThatALockIsHeldForEver() throws Exception {
        found("two holders, or none", () -> new Doubles() {
            @Override
            public boolean isHeld(HeldLock lock) {
                return true;
            }
        });
    }

    @Test
    void neverAnswers() throws Exception {
        found("hang: past its deadline", () -> new Doubles() {
            private int calls;

            @Override
            public <R extends OpResult> CompletableFuture<R> send(AsyncKv kv, Op<R> op) {
                return ++calls == 5 ? new CompletableFuture<>() : kv.execute(op);
            }
        });
    }

    @Test
    void aCaseIsNamedByItsSeedAndSteps() {
        Programme whole = Programme.of(SEED);
        assertThat(Programme.ofCase(whole.asCase())).hasToString(whole.toString());
        Programme some = whole.with(List.of(whole.steps().get(3), whole.steps().get(7)));
        assertThat(some.asCase()).isEqualTo(SEED + ":4,8");
        assertThat(Programme.ofCase(some.asCase())).hasToString(some.toString());
        assertThatThrownBy(() -> Programme.ofCase(SEED + ":1,99")).hasMessageContaining("has only");
        assertThatThrownBy(() -> Programme.ofCase("four")).hasMessageContaining("not 'four'");
    }

    private static void found(String words, Supplier<Doubles> worse) throws Exception {
        FoundOut.expect(worse, words);
    }

    private static Supplier<Doubles> watching(UnaryOperator<Consumer<WatchSignal>> worse) {
        return () -> new Doubles() {
            @Override
            public Consumer<WatchSignal> listener(Consumer<WatchSignal> told) {
                return worse.apply(told);
            }
        };
    }

    private static boolean isUnknown(Throwable failure) {
        // Of a client that is closed nothing can be asked again.
        return failure instanceof EtcdException known
                && known.outcome() == Outcome.UNKNOWN
                && known.code() != ErrorCode.CLIENT_CLOSED;
    }

    private static EtcdException notApplied(EtcdException failure) {
        return new UnavailableException(
                EtcdException.Details.of(failure.code(), Outcome.NOT_APPLIED, String.valueOf(failure.getMessage())));
    }
}
