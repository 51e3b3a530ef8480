package dev.tercet.conformance.faults.work;

import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** Watches of all kinds: some there from the start to the end, others opened and closed on the way. */
final class Watchers {
    private static final int MOST = 10;
    private static final Duration BETWEEN = Duration.ofMillis(600);

    private final Stage stage;
    private final Crew crew;
    private final Crew readers;
    private final LongSupplier revision;
    private final LongSupplier calls;
    private final List<Tap> taps = new CopyOnWriteArrayList<>();

    /**
     * None yet.
     *
     * @param crew who opens and closes
     * @param readers who reads in a loop, until the watch is closed
     * @param revision a revision that was there lately
     * @param calls where the registers are
     */
    Watchers(Stage stage, Crew crew, Crew readers, LongSupplier revision, LongSupplier calls) {
        this.stage = stage;
        this.crew = crew;
        this.readers = readers;
        this.revision = revision;
        this.calls = calls;
    }

    /** Those that see everything. */
    void fromTheStart(Client client) {
        String name = client.name() + "/watch-";
        WatchRequest registers = WatchRequest.prefix("r/").fromRevision(1);
        taps.add(Tap.listening(
                stage,
                client,
                name + "all",
                WatchRequest.of(KeyRange.ALL).fromRevision(1).withPrevious().withProgress()));
        taps.add(Tap.listening(stage, client, name + "puts", registers.without(WatchFilter.NO_DELETE)));
        taps.add(Tap.listening(
                stage,
                client,
                name + "deletes",
                registers.without(WatchFilter.NO_PUT).withPrevious()));
        taps.add(Tap.reading(
                stage, readers, client, name + "slow", registers.withBuffer(8 << 10), Duration.ofMillis(700)));
    }

    /** Opens and closes watches on one client, until the end. */
    void onTheWay(Client client) {
        String name = client.name() + "/watch";
        SplittableRandom dice = stage.dice(name);
        crew.start(name + "er", () -> {
            List<Tap> mine = new ArrayList<>();
            for (int count = 1; stage.rest(Duration.ofNanos(dice.nextLong(2 * BETWEEN.toNanos()))); count++) {
                Tap tap = Tap.listening(stage, client, name + "-" + count, draw(dice));
                taps.add(tap);
                mine.add(tap);
                mine.get(dice.nextInt(mine.size())).askForProgress();
                mine.removeIf(Tap::isEnded);
                if (mine.size() > MOST) {
                    mine.remove(dice.nextInt(mine.size())).close();
                }
            }
        });
    }

    private WatchRequest draw(SplittableRandom dice) {
        WatchRequest request = range(dice).fromRevision(start(dice));
        if (dice.nextInt(3) == 0) {
            request = request.without(dice.nextBoolean() ? WatchFilter.NO_PUT : WatchFilter.NO_DELETE);
        }
        if (dice.nextBoolean()) {
            request = request.withPrevious();
        }
        if (dice.nextInt(4) == 0) {
            request = request.withoutFragments();
        }
        if (dice.nextInt(4) == 0) {
            request = request.withBuffer(1 << dice.nextInt(8, 20));
        }
        return dice.nextInt(3) == 0 ? request.resyncOnCompaction() : request;
    }

    private WatchRequest range(SplittableRandom dice) {
        String prefix = Choices.prefix(calls.getAsLong());
        return switch (dice.nextInt(5)) {
            case 0 -> WatchRequest.of(prefix + dice.nextInt(Choices.KEYS));
            case 1 -> WatchRequest.prefix(prefix);
            case 2 -> WatchRequest.of(prefix + 0).and(KeyRange.of(prefix + 1));
            case 3 -> WatchRequest.of(KeyRange.between(prefix + 1, prefix + 3));
            default -> WatchRequest.prefix("r/");
        };
    }

    /** From now on, from some time ago, from what is yet to come, or from the beginning. */
    private long start(SplittableRandom dice) {
        long now = revision.getAsLong();
        return switch (dice.nextInt(6)) {
            case 0, 1 -> 0;
            case 2, 3 -> Math.max(1, now - dice.nextInt(300));
            case 4 -> now + dice.nextInt(100);
            default -> 1;
        };
    }

    /** Waits until all that go on have told all that they are to tell; who has not is told as a violation. */
    void catchUp(Collection<WatchSignal.Change> changes, Duration atMost) {
        List<WatchSignal.Change> latestFirst = new ArrayList<>(changes);
        latestFirst.sort((one, other) -> Long.compare(other.revision(), one.revision()));
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Tap tap : taps) {
            if (!Wait.until(deadline, () -> tap.isCaughtUp(latestFirst))) {
                stage.violation(tap.name() + " has told up to " + tap.upTo() + " only, " + atMost
                        + " after all was well again");
            }
        }
    }

    /** Closes all. */
    void close() {
        taps.forEach(Tap::close);
    }

    /** How many there were. */
    long count() {
        return taps.size();
    }
}
