package dev.tercet.conformance.faults.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.RawClient;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.UnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Judges of fuzzed calls, renewals, decoders and leaks object to what is known to be bad. */
class JudgesTest {
    private static final long SEED = 7;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final int SOME = 48;
    private static final int BATCHES = 30;

    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final Setup setup = Setup.of(SEED, (number, words) -> found.add(words));

    /** A few cases of a batch that has short deadlines, with something between the client and its judge. */
    private void play(Family family, Tampering tampering) throws Exception {
        Setup tampered = setup.withTampering(tampering);
        try (Fuzzer fuzzer = family.fuzzer(tampered)) {
            fuzzer.play(fuzzer.batch(), fuzzer.batch() + SOME);
        }
    }

    /** Batch after batch, since on a slow machine calls may be over before the server has them. */
    private void playUntilFound(Family family, String words, Tampering tampering) throws Exception {
        try (Fuzzer fuzzer = family.fuzzer(setup.withTampering(tampering))) {
            for (long batch = 0; batch < BATCHES && found.stream().noneMatch(each -> each.contains(words)); batch++) {
                fuzzer.play(batch * fuzzer.batch(), batch * fuzzer.batch() + SOME);
            }
        }
        assertThat(found).anyMatch(each -> each.contains(words));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "CONNECTIONS", "GATEWAY", "RENEWALS"})
    void aCallThatDoesNotEnd(Family family) throws Exception {
        Setup hanging = setup.withSlack(SOON)
                .withTampering((number, call) -> number % SOME == 0 ? new CompletableFuture<>() : call.get());
        try (Fuzzer fuzzer = family.fuzzer(hanging)) {
            fuzzer.play(fuzzer.batch(), fuzzer.batch() + 2L * SOME);
        }
        assertThat(found).anyMatch(words -> words.contains("does not end"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "CONNECTIONS", "GATEWAY", "RENEWALS"})
    void anExceptionWithoutAType(Family family) throws Exception {
        play(family, (number, call) -> CompletableFuture.failedFuture(new IllegalStateException("oops")));
        assertThat(found).hasSize(SOME).allMatch(words -> words.contains("untyped"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "CONNECTIONS", "GATEWAY", "RENEWALS"})
    void anExceptionThatIsThrownInsteadOfTold(Family family) throws Exception {
        play(family, (number, call) -> {
            throw new IllegalArgumentException("oops");
        });
        assertThat(found).hasSize(SOME).allMatch(words -> words.contains("untyped"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "GATEWAY"})
    void anAnswerThatNobodyGave(Family family) throws Exception {
        Object other = CallKind.PUT.decode(CallKind.PUT.reply(1_000_000));
        play(family, (number, call) -> CompletableFuture.completedFuture(other));
        assertThat(found).anyMatch(words -> words.contains("nobody sent this"));
    }

    @Test
    void aRenewalOfAnotherLease() throws Exception {
        Object other = CallKind.RENEW.decode(CallKind.RENEW.reply(1_000_000));
        play(Family.RENEWALS, (number, call) -> CompletableFuture.completedFuture(other));
        assertThat(found).hasSize(SOME).allMatch(words -> words.contains("it got"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "GATEWAY"})
    void aWriteThatIsSentTwice(Family family) throws Exception {
        playUntilFound(family, "sent 2 times", (number, call) -> {
            CompletableFuture<?> first = call.get();
            return call.get().thenCombine(first, (one, other) -> one);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "GATEWAY"})
    void notAppliedOfAWriteThatTheServerHad(Family family) throws Exception {
        playUntilFound(family, "said not to be applied", (number, call) -> failing(call.get(), Outcome.NOT_APPLIED));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "GATEWAY"})
    void unknownOfARead(Family family) throws Exception {
        playUntilFound(family, "a read is said to be in doubt", (number, call) -> failing(call.get(), Outcome.UNKNOWN));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLS", "GATEWAY"})
    void unknownOfAWriteThatWasRefused(Family family) throws Exception {
        playUntilFound(family, "refused, and yet said to be in doubt", (number, call) -> doubting(call.get()));
    }

    /** A client that says of every failure that nobody knows. */
    private static CompletableFuture<?> doubting(CompletableFuture<?> call) {
        return call.handle((value, thrown) -> {
            if (thrown == null) {
                return value;
            }
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            if (cause instanceof EtcdException typed) {
                throw new RejectedEtcdException(Details.of(typed.code(), Outcome.UNKNOWN, "who knows?"));
            }
            throw new IllegalStateException(cause);
        });
    }

    @Test
    void aCallThatEndsLateIsCounted() {
        List<String> counted = new CopyOnWriteArrayList<>();
        Setup counting = setup.withCounting(counted::add);
        // A deadline that was over long before it was made.
        Ended.begun(counting, 0, Duration.ofHours(-1), () -> CompletableFuture.completedFuture("late"));
        assertThat(counted).containsExactly(Ended.LATE);
        Ended.begun(counting, 0, Duration.ofHours(1), () -> CompletableFuture.completedFuture("in time"));
        assertThat(counted).hasSize(1);
    }

    private static CompletableFuture<?> failing(CompletableFuture<?> call, Outcome outcome) {
        return call.handle((value, thrown) -> {
            throw failure(outcome);
        });
    }

    private static EtcdException failure(Outcome outcome) {
        return new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, outcome, "gone"));
    }

    @Test
    void aConnectionThatIsLeft() throws Exception {
        try (Http2Server server = new Http2Server(new Script() {});
                RawClient left = RawClient.open(server.port())) {
            assertThat(Ended.within(Duration.ofSeconds(10), () -> server.openConnections() == 1))
                    .isTrue();
            Ended.withoutConnections(server::openConnections, 0, setup.withSlack(SOON), 3);
            assertThat(found).containsExactly("1 connections are left");
            // And requests without an answer.
            left.call("/x", new byte[5]);
            left.call("/y", new byte[5]);
            assertThat(left.awaitAnswers(SOON)).isEqualTo(2);
        }
    }

    @Test
    void aServerThatDoesNotAnswer() {
        try (ServerFuzz fuzz = new ServerFuzz(setup)) {
            fuzz.judge(64, 0);
            assertThat(found).isEmpty();
            fuzz.judge(64, 1);
            assertThat(found).hasSize(1);
        }
    }

    @Test
    void aDecoderThatLosesItsLastByte() {
        DecoderFuzz fuzz = new DecoderFuzz(setup, JudgesTest::shorter);
        fuzz.play(0, SOME);
        assertThat(found).anyMatch(words -> words.contains("ours says"));
    }

    @Test
    void aDecoderThatReadsSomethingElse() {
        // Nothing at all is a message too, and an empty one.
        DecoderFuzz fuzz = new DecoderFuzz(setup, bytes -> new byte[0]);
        fuzz.play(0, SOME);
        assertThat(found).anyMatch(words -> words.contains("ours reads"));
    }

    @Test
    void aDecoderThatDies() {
        DecoderFuzz fuzz = new DecoderFuzz(setup, dying());
        fuzz.play(0, SOME);
        assertThat(found).hasSize(SOME).allMatch(words -> words.contains("dies of"));
        // Whatever it is: nothing at all is enough.
        assertThat(found).allMatch(words -> words.endsWith("this is enough: "));
    }

    @Test
    void aReaderOfJsonThatLosesItsLastByte() throws Exception {
        JsonFuzz fuzz = new JsonFuzz(setup, JudgesTest::shorter);
        fuzz.play(0, 3);
        assertThat(found).anyMatch(words -> words.contains("quickly null, thoroughly"));
    }

    @Test
    void aReaderOfJsonThatDies() throws Exception {
        JsonFuzz fuzz = new JsonFuzz(setup, dying());
        fuzz.play(0, SOME);
        assertThat(found).hasSize(SOME).allMatch(words -> words.contains("dies of"));
    }

    private static byte[] shorter(byte[] bytes) {
        return Arrays.copyOf(bytes, Math.max(0, bytes.length - 1));
    }

    private static UnaryOperator<byte[]> dying() {
        return bytes -> {
            throw new StackOverflowError("planted");
        };
    }

    @Test
    void bytesAreReducedToThoseThatMatter() {
        byte[] least = Shortest.of("so many words for an x and a y".getBytes(), bytes -> {
            String text = new String(bytes);
            return text.contains("x") && text.contains("y");
        });
        assertThat(new String(least)).isEqualTo("xy");
    }

    @Test
    void aCaseIsHadAgainByItsName() throws Exception {
        for (String name : List.of("CALLS:12@7", "WATCHES:32-63@-7", "JSON:1/0@123456789012")) {
            assertThat(Played.of(name)).hasToString(name);
        }
        byte[] bytes = "some bytes that are to be changed".getBytes();
        assertThat(setup.dice(5, 0).mutation().of(bytes))
                .isEqualTo(setup.dice(5, 0).mutation().of(bytes))
                .isNotEqualTo(setup.dice(6, 0).mutation().of(bytes));
        assertThat(setup.withMutations(0).dice(5, 0).mutation().of(bytes)).isEqualTo(bytes);
        Played.of("CALLS:12@7").play((number, words) -> found.add(words));
        assertThat(found).isEmpty();
    }
}
