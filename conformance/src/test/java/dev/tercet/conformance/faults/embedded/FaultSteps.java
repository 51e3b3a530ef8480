package dev.tercet.conformance.faults.embedded;

import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import java.util.Locale;
import java.util.function.Consumer;

/** Steps that do something to the server, or to time. */
final class FaultSteps {
    private FaultSteps() {}

    record Add(Fault fault) implements Step {
        @Override
        public void run(Play play) {
            play.rule(play.world().faults().add(fault));
        }

        @Override
        public String toString() {
            return "from now on: " + fault;
        }
    }

    record Remove(int fault) implements Step {
        @Override
        public void run(Play play) {
            LiveFault live = Play.any(play.faults(), fault);
            if (live != null) {
                live.close();
            }
        }

        @Override
        public String toString() {
            return "no more of fault " + fault;
        }
    }

    /** What concerns the whole server. */
    enum Whole implements Step {
        LOSE_LEADER(Faults::loseLeader),
        ELECT_LEADER(Faults::electLeader),
        EXPIRE_TOKENS(Faults::expireTokens),
        HOLD_WATCHES(Faults::holdWatches),
        RELEASE_WATCHES(Faults::releaseWatches),
        COMPACT_UNDER_WATCHES(Faults::compactUnderWatches),
        FRAGMENT_WATCHES(faults -> faults.fragmentWatchesAbove(1)),
        FRAGMENT_AS_ETCD(Faults::fragmentWatchesAsEtcd),
        BREAK_CONNECTIONS(Faults::breakConnections),
        CLEAR(Faults::clear);

        private final Consumer<Faults> what;

        Whole(Consumer<Faults> what) {
            this.what = what;
        }

        @Override
        public void run(Play play) {
            play.trouble(() -> what.accept(play.world().faults()));
        }

        @Override
        public String toString() {
            return "the server: " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    record Pass(int millis) implements Step {
        @Override
        public void run(Play play) {
            play.world().pass(millis * 1_000_000L);
        }

        @Override
        public String toString() {
            return millis + " ms pass";
        }
    }

    /** Everything that can be done at this moment is done. */
    record Settle() implements Step {
        @Override
        public void run(Play play) {
            play.world().settle();
        }

        @Override
        public String toString() {
            return "all has settled";
        }
    }
}
