package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.SideBySide;
import dev.tercet.conformance.faults.wire.Tally;
import dev.tercet.conformance.faults.wire.fuzz.Family.Side;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All fuzzers side by side. What they find is reduced, as far as it can be had again. */
public final class Fuzz {
    /** What cases of a conversation with a server that is a script are counted as. */
    public static final String WIRE = Side.WIRE.toString();

    /** What cases of a decoder alone are counted as. */
    public static final String DECODERS = Side.DECODER.toString();

    /** Clients and servers live for so many batches, and are looked after when they end. */
    private static final int BATCHES = 12;

    /** More of them would take long to reduce, and say the same. */
    private static final int REDUCED = 5;

    private final long seed;
    private final Tally tally;
    private final Queue<Found> found = new ConcurrentLinkedQueue<>();

    private record Found(Family family, long number, String words) {}

    public Fuzz(long seed, Tally tally) {
        this.seed = seed;
        this.tally = tally;
    }

    /** What there are cases of, as they are counted. */
    public static List<String> kinds() {
        return Arrays.stream(Family.values()).map(Family::counted).toList();
    }

    /** What is done to whole connections, as it is counted. */
    public static List<String> mischiefs() {
        return ConnectionFuzz.kinds();
    }

    /**
     * Plays for so long.
     *
     * @param leastWire and until there were so many cases of conversations with scripted servers, however long that takes
     * @param leastDecoders and so many of decoders
     */
    public void run(Duration time, long leastWire, long leastDecoders) throws Exception {
        tally.count(Ended.LATE, 0);
        // Apart from the others, whose deadlines would pass while these have the processors.
        live(time.dividedBy(5), leastDecoders, Side.DECODER);
        live(time.dividedBy(5).multipliedBy(4), leastWire, Side.WIRE, Side.SERVER);
        int reduced = 0;
        for (Found each : found) {
            tally.violation(reduced++ < REDUCED ? reduced(each) : said(each));
        }
    }

    /**
     * Plays certain cases, by the name that a finding gave them.
     *
     * @throws NoSuchCase if there are none of that name
     */
    public static void play(String cases, Tally tally) throws Exception {
        Played played = Played.of(cases);
        played.play((number, words) -> tally.violation(played.family() + ":" + number + ": " + words));
        tally.count(played.family().counted(), played.end() - played.first());
    }

    private void live(Duration time, long least, Side first, Side... more) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Side> sides = Arrays.asList(more);
        List<Family> families = Arrays.stream(Family.values())
                .filter(family -> family.side() == first || sides.contains(family.side()))
                .toList();
        SideBySide.run(families.size(), worker -> {
            long number = 0;
            // Once at least, however busy the machine is.
            do {
                number = batches(families.get(worker), number, end);
            } while (!isOver(end) || isShort(first, least));
        });
    }

    private long batches(Family family, long first, long end) throws Exception {
        long next = first;
        Setup setup = Setup.of(seed, (number, words) -> found.add(new Found(family, number, words)))
                .withCounting(tally::count);
        try (Fuzzer fuzzer = family.fuzzer(setup)) {
            for (int i = 0; i < BATCHES && (i < fuzzer.leastBatches() || !isOver(end)); i++) {
                fuzzer.play(next, next + fuzzer.batch());
                tally.count(family.counted(), fuzzer.batch());
                next += fuzzer.batch();
            }
        }
        return next;
    }

    private boolean isOver(long end) {
        return System.nanoTime() - end >= 0 || isEnough();
    }

    private boolean isEnough() {
        return found.size() >= Tally.MANY;
    }

    private boolean isShort(Side side, long least) {
        return !isEnough() && tally.cases(side.toString()) < least;
    }

    private String said(Found each) {
        return each.family() + ":" + each.number() + "@" + seed + ": " + each.words();
    }

    /** With as little as makes it come again: alone, and with few mutations; or with those beside it. */
    private String reduced(Found each) throws Exception {
        for (int mutations = 0; mutations <= Mutation.MOST; mutations++) {
            Played alone = new Played(each.family(), each.number(), each.number() + 1, mutations, seed);
            if (comesAgain(alone)) {
                return said(each) + "; it comes again alone: " + alone.again();
            }
        }
        long batch;
        try (Fuzzer fuzzer = each.family().fuzzer(Setup.of(seed, (number, words) -> {}))) {
            batch = fuzzer.batch();
        }
        long first = each.number() / batch * batch;
        Played together = new Played(each.family(), first, first + batch, Mutation.MOST, seed);
        return said(each) + "; it did not come again alone"
                + (comesAgain(together) ? ", but in its batch: " : ", nor in its batch: ") + together.again();
    }

    private boolean comesAgain(Played played) throws Exception {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        played.play((number, words) -> wrong.add(words));
        return !wrong.isEmpty();
    }
}
