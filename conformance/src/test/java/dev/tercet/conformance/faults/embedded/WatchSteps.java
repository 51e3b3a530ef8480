package dev.tercet.conformance.faults.embedded;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;

/** Steps about watches. */
final class WatchSteps {
    private WatchSteps() {}

    /** From when on a watch is to tell. */
    enum Since {
        NOW,
        THE_BEGINNING,
        LATELY,
        SOON
    }

    /**
     * Opens a watch.
     *
     * @param read whether it is read by the programme, and not told to a listener
     */
    record Open(int client, WatchRequest asked, Since since, boolean read) implements Step {
        @Override
        public void run(Play play) {
            Truth truth = play.world().truth();
            long now = truth.revision();
            WatchRequest request = switch (since) {
                case NOW -> asked;
                case THE_BEGINNING -> asked.fromRevision(1);
                case LATELY -> asked.fromRevision(Math.max(1, now - 3));
                case SOON -> asked.fromRevision(now + 3);
            };
            SimClient its = play.client(client);
            WatchRun run = new WatchRun(
                    new WatchCheck(truth, request, cause -> mayEnd(play, cause), play::wrong),
                    play.world().recorder().watch(its.name(), request));
            play.watches().add(run);
            Watch watch = read
                    ? its.etcd().async().watches().open(request)
                    : its.etcd().async().watches().open(request, play.doubles().listener(run::heard));
            run.opened(watch, read);
        }

        // What the server was told to refuse for good, it may end with.
        private static boolean mayEnd(Play play, EtcdException cause) {
            return !play.isCalm()
                    && switch (cause.code()) {
                        case PERMISSION_DENIED, UNAUTHENTICATED, INVALID_ARGUMENT -> true;
                        default -> false;
                    };
        }

        @Override
        public String toString() {
            return "client " + client + " opens " + (read ? "and reads " : "") + asked + " from " + since
                    + (asked.wantsPrevious() ? ", with previous" : "")
                    + (asked.filters().isEmpty() ? "" : ", " + asked.filters())
                    + (asked.resyncsOnCompaction() ? ", with resync" : "")
                    + (asked.requiresLeader() ? "" : ", without leader")
                    + (asked.bufferBytes() < 10_000 ? ", buffer of " + asked.bufferBytes() : "");
        }
    }

    record Close(int watch) implements Step {
        @Override
        public void run(Play play) {
            WatchRun run = Play.any(play.watches(), watch);
            if (run != null && !run.isOver()) {
                run.close();
            }
        }

        @Override
        public String toString() {
            return "watch " + watch + " is closed";
        }
    }

    record Read(int watch, int most) implements Step {
        @Override
        public void run(Play play) {
            WatchRun run = Play.any(play.watches(), watch);
            if (run != null) {
                run.read(most);
            }
        }

        @Override
        public String toString() {
            return "watch " + watch + " is read, " + most + " at most";
        }
    }

    record AskProgress(int watch) implements Step {
        @Override
        public void run(Play play) {
            WatchRun run = Play.any(play.watches(), watch);
            if (run != null && !run.isOver()) {
                run.watch().requestProgress();
            }
        }

        @Override
        public String toString() {
            return "watch " + watch + " is asked how far it is";
        }
    }

    static KeyRange all() {
        return KeyRange.prefix(KvSteps.PREFIX);
    }
}
