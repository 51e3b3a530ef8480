package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.fuzz.Mischief.Effect;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Connections that come to grief: a few calls have one to themselves, and in the middle of them the server does something to it by
 * which none of them may be hurt but by its own words. Every batch has each {@link Mischief} of that kind.
 */
final class ConnectionFuzz implements Fuzzer {
    /** Where calls may wait for what never comes. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /** Far more than a connection takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<Mischief> ROUGH = Mischiefs.all().stream()
            .filter(each -> each.effect() == Effect.THE_CONNECTION)
            .toList();
    private static final int CALLS = 8;
    private static final int BATCH = CALLS * ROUGH.size();

    /** So that each has happened, even if a busy machine never gets to one of them. */
    private static final int LEAST = 3;

    private final Setup setup;
    private final GrpcCalls calls;

    ConnectionFuzz(Setup setup) throws IOException {
        this.setup = setup;
        this.calls = new GrpcCalls(setup, BATCH, this::choose);
    }

    /** What is done to connections, as it is counted. */
    static List<String> kinds() {
        return ROUGH.stream().map(Mischief::counted).toList();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public int leastBatches() {
        return LEAST;
    }

    @Override
    public void play(long first, long end) throws Exception {
        List<EtcdClient> clients = new ArrayList<>();
        try {
            for (long group = first / CALLS; group * CALLS < end; group++) {
                clients.add(calls.client());
            }
            connect(clients);
            calls.play(first, end, DEADLINE, number -> clients.get((int) (number / CALLS - first / CALLS)));
        } finally {
            clients.forEach(EtcdClient::close);
        }
    }

    /** So that the deadlines begin with a connection. */
    private static void connect(List<EtcdClient> clients) throws Exception {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (EtcdClient each : clients) {
            answers.add(CallKind.GET.async(each.withTimeout(PATIENCE).async(), GrpcCalls.NO_CASE));
        }
        for (CompletableFuture<?> each : answers) {
            each.get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        }
    }

    private Mischief choose(long number, int attempt, Dice dice) {
        long group = number / CALLS;
        if (attempt == 0 && number % CALLS == setup.dice(group, -2).nextInt(CALLS)) {
            return ROUGH.get((int) (group % ROUGH.size()));
        }
        return attempt > 0 && dice.nextBoolean()
                ? Mischiefs.NONE
                : Mischiefs.GENTLE.get(dice.nextInt(Mischiefs.GENTLE.size()));
    }

    @Override
    public void close() throws IOException {
        calls.close();
    }
}
