package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.SideBySide;
import dev.tercet.conformance.faults.wire.Tally;
import java.time.Duration;

/** All fuzzers side by side, for as long as there is time. */
public final class Fuzz {
    /** Clients and servers live for so many batches, and are looked after when they end. */
    private static final int BATCHES = 12;

    private final long seed;
    private final Tally tally;

    public Fuzz(long seed, Tally tally) {
        this.seed = seed;
        this.tally = tally;
    }

    private interface Batch {
        /** Plays one, from case {@code first}; answers the number of the next case. */
        long play(long first) throws Exception;
    }

    private interface Life {
        /** Plays so many batches with fresh clients and servers. */
        long live(long first, long end) throws Exception;
    }

    public void run(Duration time) throws Exception {
        // Apart from the others, whose deadlines would pass while these have the processors.
        live(time.dividedBy(4), this::decoders, this::json);
        live(
                time.dividedBy(4).multipliedBy(3),
                this::calls,
                this::watches,
                this::renewals,
                this::gateway,
                this::server);
    }

    private void live(Duration time, Life... lives) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        SideBySide.run(lives.length, worker -> {
            long number = 0;
            // Once at least, however busy the machine is.
            do {
                number = lives[worker].live(number, end);
            } while (!isOver(end));
        });
    }

    private boolean isOver(long end) {
        return System.nanoTime() - end >= 0 || tally.isFull();
    }

    private long calls(long first, long end) throws Exception {
        try (GrpcFuzz fuzz = new GrpcFuzz(seed, tally)) {
            return batches(first, end, fuzz::batch);
        }
    }

    private long watches(long first, long end) throws Exception {
        try (WatchFuzz fuzz = new WatchFuzz(seed, tally)) {
            return batches(first, end, fuzz::batch);
        }
    }

    private long renewals(long first, long end) throws Exception {
        try (RenewalFuzz fuzz = new RenewalFuzz(seed, tally)) {
            return batches(first, end, fuzz::batch);
        }
    }

    private long gateway(long first, long end) throws Exception {
        try (GatewayFuzz fuzz = new GatewayFuzz(seed, tally)) {
            return batches(first, end, fuzz::batch);
        }
    }

    private long server(long first, long end) throws Exception {
        try (ServerFuzz fuzz = new ServerFuzz(seed, tally)) {
            return batches(first, end, fuzz::batch);
        }
    }

    private long decoders(long first, long end) throws Exception {
        DecoderFuzz fuzz = new DecoderFuzz(seed, tally);
        return batches(first, end, round -> {
            fuzz.round(round);
            return round + 1;
        });
    }

    private long json(long first, long end) throws Exception {
        JsonFuzz fuzz = new JsonFuzz(seed, tally);
        return batches(first, end, round -> {
            fuzz.round(round);
            return round + 1;
        });
    }

    private long batches(long first, long end, Batch batch) throws Exception {
        long next = first;
        for (int i = 0; i < BATCHES && (i == 0 || !isOver(end)); i++) {
            next = batch.play(next);
        }
        return next;
    }
}
