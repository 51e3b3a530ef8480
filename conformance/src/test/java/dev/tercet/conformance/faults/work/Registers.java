package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.connection.CallOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that read and write a few keys in every way that there is, one call after another or several at a time. */
final class Registers {
    /** The longest deadline. */
    static final Duration LONGEST = Duration.ofSeconds(4);

    /** Rests between calls are so long on average: many calls, but not so many that the machine has no time for anything else. */
    private static final Duration PACE = Duration.ofMillis(8);

    private final Stage stage;
    private final AtomicLong calls = new AtomicLong();

    Registers(Stage stage) {
        this.stage = stage;
    }

    /** How many calls were begun. */
    long calls() {
        return calls.get();
    }

    /** A worker that waits for each answer. */
    void blocking(Crew crew, Client client) {
        String who = client.name();
        SplittableRandom dice = stage.dice(who);
        Choices choices = new Choices(who, dice, calls);
        Caller caller = new Caller(stage, client);
        crew.start(who, () -> {
            while (stage.rest(pause(dice))) {
                Optional<Ask<?>> retried = dice.nextInt(25) == 0 ? choices.retried() : Optional.empty();
                Ask<?> ask = retried.isPresent() ? retried.get() : choices.next();
                CallOptions options = options(dice, retried.isPresent());
                caller.call(ask, options).ifPresent(answer -> choices.learn(ask, answer));
            }
        });
    }

    /** A worker that has several calls under way, and cancels one now and then. */
    void inFutures(Crew crew, Client client, int atOnce) {
        String who = client.name();
        SplittableRandom dice = stage.dice(who);
        Choices choices = new Choices(who, dice, calls);
        Caller caller = new Caller(stage, client);
        crew.start(who, () -> {
            while (stage.rest(pause(dice).multipliedBy(atOnce))) {
                burst(caller, choices, dice, atOnce);
            }
        });
    }

    private void burst(Caller caller, Choices choices, SplittableRandom dice, int atOnce) {
        List<Ask<?>> asks = new ArrayList<>();
        List<Caller.Sent> sent = new ArrayList<>();
        for (int lane = 0; lane < atOnce; lane++) {
            Ask<?> ask = choices.next();
            asks.add(ask);
            sent.add(caller.send(lane, ask, options(dice, false)));
        }
        if (dice.nextInt(20) == 0) {
            sent.get(dice.nextInt(atOnce)).future().cancel(true);
        }
        for (int lane = 0; lane < atOnce; lane++) {
            Caller.Sent each = sent.get(lane);
            if (!each.awaits(LONGEST.plus(Caller.SLACK).plus(Caller.SLACK))) {
                stage.violation("hang: no end of " + asks.get(lane).act());
                continue;
            }
            Optional<Returned> answer = each.answered().join();
            Ask<?> ask = asks.get(lane);
            answer.ifPresent(some -> choices.learn(ask, some));
        }
    }

    private static Duration pause(SplittableRandom dice) {
        return Duration.ofNanos(dice.nextLong(2 * PACE.toNanos()));
    }

    /** Patience of all kinds: some calls end in the middle of a fault, some wait for its end. */
    private static CallOptions options(SplittableRandom dice, boolean retried) {
        long millis = 300 + dice.nextLong(LONGEST.toMillis() - 300);
        CallOptions options = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(millis));
        return retried ? options.retryingWrites() : options;
    }
}
