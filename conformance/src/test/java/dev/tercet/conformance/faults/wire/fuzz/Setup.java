package dev.tercet.conformance.faults.wire.fuzz;

import java.time.Duration;

/**
 * What a fuzzer is made with.
 *
 * @param seed what is done to a case follows from this and its number
 * @param mutations how many of them bytes may suffer at once
 * @param findings hears what is wrong
 * @param counting hears what is to be counted
 * @param tampering what is between the client and its judges
 * @param slack what a busy machine may take beyond a deadline
 */
record Setup(long seed, int mutations, Finding findings, Counting counting, Tampering tampering, Duration slack) {
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** Who hears of it. */
    @FunctionalInterface
    interface Finding {
        /** Something is wrong with a case, or came to light behind it. */
        void wrong(long number, String words);
    }

    /** Who counts it. */
    @FunctionalInterface
    interface Counting {
        /** One more of these. */
        void count(String kind);
    }

    static Setup of(long seed, Finding findings) {
        return new Setup(seed, Mutation.MOST, findings, kind -> {}, Tampering.NONE, SLACK);
    }

    Setup withCounting(Counting some) {
        return new Setup(seed, mutations, findings, some, tampering, slack);
    }

    Setup withMutations(int most) {
        return new Setup(seed, most, findings, counting, tampering, slack);
    }

    Setup withTampering(Tampering some) {
        return new Setup(seed, mutations, findings, counting, some, slack);
    }

    Setup withSlack(Duration some) {
        return new Setup(seed, mutations, findings, counting, tampering, some);
    }

    Dice dice(long number, int attempt) {
        return Dice.of(seed, number, attempt, mutations);
    }

    void count(String kind) {
        counting.count(kind);
    }

    void wrong(long number, String words) {
        findings.wrong(number, words);
    }
}
