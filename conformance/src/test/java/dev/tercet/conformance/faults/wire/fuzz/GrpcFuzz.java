package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.fuzz.Mischief.Effect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Calls over gRPC, many at a time on a connection, to a server that does a {@link Mischief} to each. What is done to a case follows
 * from the seed and its number alone.
 */
final class GrpcFuzz implements Fuzzer {
    /** Where calls lose their replies. */
    private static final Duration SHORT = Duration.ofMillis(250);

    /** Where there is always an answer, for a busy machine. */
    private static final Duration LONG = Duration.ofSeconds(4);

    private static final int BATCH = 512;
    private static final List<Mischief> ALL = Mischiefs.all();
    private static final List<Mischief> KEEPING_THE_CONNECTION =
            ALL.stream().filter(each -> each.effect() != Effect.THE_CONNECTION).toList();

    private final GrpcCalls calls;
    private final EtcdClient etcd;
    private volatile Company company = Company.GENTLE;

    /** Which mischiefs go together, so that one does not hide what the others would do. */
    private enum Company {
        /** Those that cost no time and nobody else. */
        GENTLE(LONG),
        /** With those that may cost a deadline. */
        SLOW(SHORT),
        /** With those that cost the connection and whatever is on it, a few of them. */
        ROUGH(SHORT);

        private final Duration deadline;

        Company(Duration deadline) {
            this.deadline = deadline;
        }
    }

    GrpcFuzz(Setup setup) throws IOException {
        this.calls = new GrpcCalls(setup, BATCH, (number, attempt, dice) -> choose(attempt, dice));
        this.etcd = calls.client();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public void play(long first, long end) throws InterruptedException {
        company = Company.values()[(int) (first / BATCH % Company.values().length)];
        calls.play(first, end, company.deadline, number -> etcd);
    }

    private Mischief choose(int attempt, Dice dice) {
        if (attempt > 0 && dice.nextBoolean()) {
            return Mischiefs.NONE;
        }
        List<Mischief> from = switch (company) {
            case GENTLE -> Mischiefs.GENTLE;
            case SLOW -> KEEPING_THE_CONNECTION;
            case ROUGH -> dice.nextInt(BATCH / 8) == 0 ? ALL : Mischiefs.GENTLE;
        };
        return from.get(dice.nextInt(from.size()));
    }

    @Override
    public void close() throws IOException {
        etcd.close();
        calls.close();
    }
}
