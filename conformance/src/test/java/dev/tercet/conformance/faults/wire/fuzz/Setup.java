package dev.tercet.conformance.faults.wire.fuzz;

import java.time.Duration;

/**
 * What a fuzzer is made with.
 *
 * @param seed what is done to a case follows from this and its number
 * @param mutations how many of them bytes may suffer at once
 * @param findings hears what is wrong
 * @param tampering what is between the client and its judges
 * @param slack what a busy machine may take beyond a deadline
 */
record Setup(long seed, int mutations, Finding findings, Tampering tampering, Duration slack) {
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** Who hears of it. */
    @FunctionalInterface
    interface Finding {
        /** Something is wrong with a case, or came to light behind it. */
        void wrong(long number, String words);
    }

    static Setup of(long seed, Finding findings) {
        return new Setup(seed, Mutation.MOST, findings, Tampering.NONE, SLACK);
    }

    Setup withMutations(int most) {
        return new Setup(seed, most, findings, tampering, slack);
    }

    Setup withTampering(Tampering some) {
        return new Setup(seed, mutations, findings, some, slack);
    }

    Setup withSlack(Duration some) {
        return new Setup(seed, mutations, findings, tampering, some);
    }

    Dice dice(long number, int attempt) {
        return Dice.of(seed, number, attempt, mutations);
    }

    void wrong(long number, String words) {
        findings.wrong(number, words);
    }
}
