package dev.tercet.conformance.differential;

import dev.tercet.conformance.differential.Servers.Running;
import org.junit.jupiter.api.Test;

/**
 * Two servers, asked the same at random, answer the same. The system properties {@code tercet.seed} and
 * {@code tercet.differential.steps} play a certain sequence, {@code tercet.differential.left} and {@code right} say what is
 * compared: {@code embedded}, {@code newest}, {@code 3.6}.
 */
final class DifferentialTest {
    private static final String PREFIX = "tercet.differential.";

    @Test
    void answerTheSame() {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        String left = System.getProperty(PREFIX + "left", "newest");
        String right = System.getProperty(PREFIX + "right", "embedded");
        int steps = Integer.getInteger(PREFIX + "steps", 4000);
        System.out.println("differential: " + left + " and " + right + ", seed " + seed + ", " + steps + " steps");
        try (Running one = Servers.start(left);
                Running other = Servers.start(right);
                Side here = new Side(one.endpoint());
                Side there = new Side(other.endpoint())) {
            new Play(here, there, seed).play(steps);
        }
    }
}
