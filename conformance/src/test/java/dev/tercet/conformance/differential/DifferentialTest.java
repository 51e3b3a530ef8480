package dev.tercet.conformance.differential;

import dev.tercet.conformance.differential.Servers.Running;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two servers, asked the same at random, answer the same. System properties, all with the prefix {@code tercet.differential.}:
 * {@code seed} and {@code steps} to play a certain sequence, {@code left} and {@code right} for what is compared:
 * {@code embedded}, {@code newest}, {@code 3.6}.
 */
final class DifferentialTest {
    private static final String PREFIX = "tercet.differential.";
    private static final long FIXED = 20_260;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answerTheSame(long seed) {
        String left = System.getProperty(PREFIX + "left", "newest");
        String right = System.getProperty(PREFIX + "right", "embedded");
        int steps = Integer.getInteger(PREFIX + "steps", 2000);
        System.out.println("differential: " + left + " and " + right + ", seed " + seed + ", " + steps + " steps");
        try (Running one = Servers.start(left);
                Running other = Servers.start(right);
                Side here = new Side(one.endpoint());
                Side there = new Side(other.endpoint())) {
            new Play(here, there, seed).play(steps);
        }
    }

    static LongStream seeds() {
        Long seed = Long.getLong(PREFIX + "seed");
        return seed == null ? LongStream.of(FIXED, new Random().nextInt(1_000_000)) : LongStream.of(seed);
    }
}
