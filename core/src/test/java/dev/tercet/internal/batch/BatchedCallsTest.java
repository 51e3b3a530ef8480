package dev.tercet.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.call.FakeCalls.Asked;
import dev.tercet.internal.call.Futures;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Batching;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.ReplyTooLargeException;
import dev.tercet.spi.Rpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchedCallsTest {
    private static final Header HEADER = new Header(7, 8, 9, 10);
    private static final Header WITHIN = new Header(0, 0, 9, 0);
    private static final CallOptions FIVE_SECONDS = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(5));

    private final FakeCalls engine = new FakeCalls();
    private final FakeScheduler time = new FakeScheduler();
    private Calls calls = batched(Batching.DEFAULT.withMaxInFlight(1));

    private Calls batched(Batching limits) {
        return BatchedCalls.of(engine, time, limits);
    }

    private CompletableFuture<PutResult> put(String key) {
        return put(key, FIVE_SECONDS);
    }

    private CompletableFuture<PutResult> put(String key, CallOptions options) {
        return Futures.call(calls, KvRpcs.PUT, Put.of(key, "v"), options);
    }

    /** What went last, as text: {@code PUT a} or {@code TXN a b}. */
    private String sent() {
        return sent(engine.lastAsked());
    }

    private static String sent(Asked<?, ?> asked) {
        if (asked.request instanceof Txn txn) {
            List<String> keys = new ArrayList<>();
            txn.thens()
                    .forEach(op -> keys.add(
                            op instanceof Put put
                                    ? put.key().utf8()
                                    : (op instanceof Delete delete ? delete.range() : ((Get) op).range())
                                            .key()
                                            .utf8()));
            return "TXN " + String.join(" ", keys);
        }
        return asked.rpc.method() + " " + ((Put) asked.request).key().utf8();
    }

    private static PutResult done(Header header) {
        return new PutResult(header, null);
    }

    private void answer(Asked<?, ?> asked) {
        if (asked.request instanceof Txn txn) {
            List<OpResult> results = new ArrayList<>();
            txn.thens().forEach(op -> results.add(done(WITHIN)));
            asked.reply(new TxnResult(HEADER, true, results));
        } else {
            asked.reply(done(HEADER));
        }
    }

    private static EtcdException failureOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return (EtcdException) future.handle((value, failure) -> failure).join();
    }

    @Test
    void whoIsAloneGoesAlone() {
        CompletableFuture<PutResult> put = put("a");
        assertThat(sent()).isEqualTo("Put a");
        assertThat(engine.lastAsked().options.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(time.waiting()).isZero();
        answer(engine.lastAsked());
        assertThat(put).isCompletedWithValue(done(HEADER));
    }

    @Test
    void whatComesMeanwhileGoesTogetherInOrder() {
        CompletableFuture<PutResult> first = put("a");
        CompletableFuture<PutResult> second = put("b");
        CompletableFuture<DeleteResult> third = Futures.call(calls, KvRpcs.DELETE_RANGE, Delete.of("c"), FIVE_SECONDS);
        assertThat(engine.asked()).hasSize(1);
        answer(engine.asked().get(0));
        assertThat(first).isCompleted();
        assertThat(sent()).isEqualTo("TXN b c");
        KeyValue before = new KeyValue(Bytes.of("c"), Bytes.of("v"), 1, 2, 3, 0);
        engine.lastAsked()
                .reply(new TxnResult(
                        HEADER, true, List.of(done(WITHIN), new DeleteResult(WITHIN, 1, List.of(before)))));
        // With the header of the whole: its part has the revision only.
        assertThat(second).isCompletedWithValue(done(HEADER));
        assertThat(third).isCompletedWithValue(new DeleteResult(HEADER, 1, List.of(before)));
        assertThat(time.waiting()).isZero();
        put("d");
        assertThat(sent()).isEqualTo("Put d");
    }

    @Test
    void readsGoWithReads() {
        Futures.call(calls, KvRpcs.RANGE, Get.of("a"), FIVE_SECONDS);
        CompletableFuture<GetResult> second = Futures.call(calls, KvRpcs.RANGE, Get.of("b"), FIVE_SECONDS);
        CompletableFuture<GetResult> third =
                Futures.call(calls, KvRpcs.RANGE, Get.of("b").countOnly(), FIVE_SECONDS);
        put("a");
        assertThat(engine.asked()).hasSize(2);
        engine.asked().get(0).reply(new GetResult(HEADER, List.of(), false, 0));
        assertThat(sent()).isEqualTo("TXN b b");
        engine.lastAsked()
                .reply(new TxnResult(
                        HEADER,
                        true,
                        List.of(
                                new GetResult(WITHIN, List.of(), false, 0),
                                new GetResult(WITHIN, List.of(), true, 3))));
        assertThat(second).isCompletedWithValue(new GetResult(HEADER, List.of(), false, 0));
        assertThat(third).isCompletedWithValue(new GetResult(HEADER, List.of(), true, 3));
    }

    @Test
    void whatIsNotOfOneKeyAndOfNowGoesByItself() {
        put("a");
        Futures.call(calls, KvRpcs.RANGE, Get.of("a"), FIVE_SECONDS);
        List<Object> alone = List.of(
                Get.prefix("a"),
                Get.of("a").serializable(),
                Get.of("a").atRevision(3),
                Delete.prefix("a"),
                Delete.of("a").returningPrevious(),
                Put.of("a", "v").returningPrevious());
        for (Object request : alone) {
            call(
                    request instanceof Get ? KvRpcs.RANGE : request instanceof Put ? KvRpcs.PUT : KvRpcs.DELETE_RANGE,
                    request);
            assertThat(engine.lastAsked().request).isSameAs(request);
        }
        Txn txn = Txn.all(Put.of("b", "v"));
        Futures.call(calls, KvRpcs.TXN, txn, FIVE_SECONDS);
        assertThat(engine.lastAsked().request).isSameAs(txn);
        Get bounded = Get.of("b");
        Futures.call(calls, KvRpcs.RANGE, bounded, FIVE_SECONDS.withMaxReplyBytes(100));
        assertThat(engine.lastAsked().request).isSameAs(bounded);
    }

    @SuppressWarnings("unchecked")
    private <Q> void call(Rpc<?, ?> rpc, Q request) {
        Futures.call(calls, (Rpc<Q, Object>) rpc, request, FIVE_SECONDS);
    }

    @Test
    void asManyAreUnderWayAsMayBe() {
        calls = batched(Batching.DEFAULT.withMaxInFlight(2).withMaxOperations(3));
        List.of("a", "b", "c", "d", "e", "f", "g").forEach(this::put);
        assertThat(engine.asked()).extracting(BatchedCallsTest::sent).containsExactly("Put a", "Put b");
        answer(engine.asked().get(1));
        answer(engine.asked().get(0));
        assertThat(engine.asked().subList(2, 4))
                .extracting(BatchedCallsTest::sent)
                .containsExactly("TXN c d e", "TXN f g");
    }

    @Test
    void aRequestHasItsLimit() {
        calls = batched(new Batching(128, 100, 1));
        List.of("a", "b", "c", "d", "e").forEach(this::put);
        Futures.call(calls, KvRpcs.PUT, Put.of("large", "v".repeat(1000)), FIVE_SECONDS);
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN b c");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN d e");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("Put large");
    }

    @Test
    void aKeyIsWrittenOnceInEach() {
        List.of("x", "a", "b", "a", "c", "a").forEach(this::put);
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN a b c");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("Put a");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("Put a");
        answer(engine.lastAsked());
        assertThat(engine.asked()).hasSize(4);
    }

    @Test
    void writesThatMayBeSentTwiceGoApart() {
        put("x");
        put("a", FIVE_SECONDS.retryingWrites());
        put("b", FIVE_SECONDS.retryingWrites());
        put("c");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN a b");
        assertThat(engine.lastAsked().options.retriesWrites()).isTrue();
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("Put c");
        assertThat(engine.lastAsked().options.retriesWrites()).isFalse();
    }

    @Test
    void whatIsRefusedTogetherGoesAlone() {
        put("x");
        CompletableFuture<PutResult> good = put("a");
        CompletableFuture<PutResult> bad = put("b");
        answer(engine.lastAsked());
        engine.lastAsked().fail(ErrorCode.LEASE_NOT_FOUND, Outcome.NOT_APPLIED);
        put("c");
        assertThat(engine.asked().subList(2, 4))
                .extracting(BatchedCallsTest::sent)
                .containsExactly("Put a", "Put b");
        answer(engine.asked().get(2));
        assertThat(good).isCompletedWithValue(done(HEADER));
        assertThat(engine.asked()).hasSize(4);
        engine.asked().get(3).fail(ErrorCode.LEASE_NOT_FOUND, Outcome.NOT_APPLIED);
        assertThat(failureOf(bad).code()).isEqualTo(ErrorCode.LEASE_NOT_FOUND);
        assertThat(sent()).isEqualTo("Put c");
    }

    @Test
    void aServerThatTakesFewerGetsFewer() {
        List.of("x", "a", "b", "c", "d", "e").forEach(this::put);
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN a b c d e");
        engine.lastAsked().fail(ErrorCode.TOO_MANY_OPERATIONS, Outcome.NOT_APPLIED);
        assertThat(sent()).isEqualTo("TXN a b");
        put("f");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN c d");
        engine.lastAsked().fail(ErrorCode.TOO_MANY_OPERATIONS, Outcome.NOT_APPLIED);
        assertThat(sent()).isEqualTo("Put c");
        for (int i = 0; i < 4; i++) {
            answer(engine.lastAsked());
        }
        assertThat(sent()).isEqualTo("Put f");
    }

    @Test
    void whoseReplyIsLostHearsOfHisOwn() {
        put("x");
        CompletableFuture<PutResult> first = put("a");
        CompletableFuture<PutResult> second = put("b");
        answer(engine.lastAsked());
        engine.lastAsked().fail(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN);
        assertThat(failureOf(first)).isNotSameAs(failureOf(second));
        assertThat(failureOf(first).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failureOf(first)).hasMessage("put \"a\", together with 1 more: the test says UNAVAILABLE");
        assertThat(engine.asked()).hasSize(2);
    }

    @Test
    void readsAreNeverInDoubt() {
        Futures.call(calls, KvRpcs.RANGE, Get.of("x"), FIVE_SECONDS);
        CompletableFuture<GetResult> first = Futures.call(calls, KvRpcs.RANGE, Get.of("a"), FIVE_SECONDS);
        Futures.call(calls, KvRpcs.RANGE, Get.of("b"), FIVE_SECONDS);
        engine.lastAsked().reply(new GetResult(HEADER, List.of(), false, 0));
        engine.lastAsked().fail(ErrorCode.TIMEOUT, Outcome.UNKNOWN);
        assertThat(failureOf(first).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aDeadlineIsItsCallersAlone() {
        put("x", FIVE_SECONDS.withTimeout(Duration.ofHours(1)));
        CompletableFuture<PutResult> waits = put("a", FIVE_SECONDS.withTimeout(Duration.ofSeconds(1)));
        time.advance(TimeUnit.SECONDS.toNanos(1));
        assertThat(failureOf(waits).code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(failureOf(waits).outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failureOf(waits)).hasMessage("put \"a\": not sent, since those before it had no reply, within 1 s");

        CompletableFuture<PutResult> shorter = put("b");
        time.advance(TimeUnit.SECONDS.toNanos(1));
        CompletableFuture<PutResult> longer = put("c");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN b c");
        // Not what is left: by the whole the engine knows how long an endpoint may take.
        assertThat(engine.lastAsked().options.timeout()).isEqualTo(Duration.ofSeconds(5));
        time.advance(TimeUnit.SECONDS.toNanos(4));
        assertThat(failureOf(shorter).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failureOf(shorter))
                .hasMessage("put \"b\": no reply within 5 s; it may or may not have been applied");
        answer(engine.lastAsked());
        assertThat(longer).isCompletedWithValue(done(HEADER));
    }

    @Test
    void theLastThatGivesUpHearsWhatBecameOfIt() {
        put("x");
        Calls.Underway waiting = calls.call(KvRpcs.PUT, Put.of("w", "v"), FIVE_SECONDS, (reply, failure) -> {});
        assertThat(waiting.giveUp()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(waiting.giveUp()).isNull();
        Calls.Underway first = calls.call(KvRpcs.PUT, Put.of("a", "v"), FIVE_SECONDS, (reply, failure) -> {});
        Calls.Underway second = calls.call(KvRpcs.PUT, Put.of("b", "v"), FIVE_SECONDS, (reply, failure) -> {});
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN a b");
        engine.lastAsked().with(Outcome.NOT_APPLIED);
        assertThat(first.giveUp()).isEqualTo(Outcome.UNKNOWN);
        assertThat(second.giveUp()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(engine.lastAsked().isCancelled()).isTrue();
    }

    @Test
    void whatGivesUpWhileItWaitsIsForgotten() {
        put("x");
        for (int i = 0; i < 1000; i++) {
            put("k" + i).cancel(true);
        }
        CompletableFuture<PutResult> last = put("last");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("Put last");
        answer(engine.lastAsked());
        assertThat(last).isCompleted();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void differentDeadlinesGoApart() {
        put("x");
        put("a", FIVE_SECONDS.withTimeout(Duration.ofMinutes(1)));
        put("b");
        put("c");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("Put a");
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("TXN b c");
    }

    @Test
    void readsThatAreTooLargeTogetherGoAlone() {
        Futures.call(calls, KvRpcs.RANGE, Get.of("x"), FIVE_SECONDS);
        CompletableFuture<GetResult> read = Futures.call(calls, KvRpcs.RANGE, Get.of("a"), FIVE_SECONDS);
        Futures.call(calls, KvRpcs.RANGE, Get.of("b"), FIVE_SECONDS);
        engine.lastAsked().reply(new GetResult(HEADER, List.of(), false, 0));
        engine.lastAsked()
                .fail(new ProtocolException(new Details(
                        ErrorCode.PROTOCOL,
                        Outcome.NOT_APPLIED,
                        "too large",
                        null,
                        null,
                        new ReplyTooLargeException("too large", 5))));
        assertThat(engine.asked().get(2).request).isInstanceOf(Get.class);
        engine.asked().get(2).reply(new GetResult(HEADER, List.of(), false, 0));
        assertThat(read).isCompleted();
    }

    @Test
    void anAnswerWithoutAllPartsIsNone() {
        put("x");
        CompletableFuture<PutResult> first = put("a");
        CompletableFuture<PutResult> second = put("b");
        answer(engine.lastAsked());
        engine.lastAsked().reply(new TxnResult(HEADER, true, List.of(done(WITHIN))));
        for (CompletableFuture<PutResult> each : List.of(first, second)) {
            assertThat(failureOf(each).code()).isEqualTo(ErrorCode.PROTOCOL);
            assertThat(failureOf(each).outcome()).isEqualTo(Outcome.UNKNOWN);
        }
        CompletableFuture<PutResult> third = put("c");
        put("d");
        put("e");
        answer(engine.lastAsked());
        assertThat(third).isCompleted();
        engine.lastAsked()
                .reply(new TxnResult(HEADER, true, List.of(new GetResult(WITHIN, List.of(), false, 0), done(WITHIN))));
        assertThat(engine.asked()).hasSize(4);
    }

    @Test
    void whatCannotBeSentGivesItsPlaceAway() {
        calls = BatchedCalls.of(new Throwing(engine), time, Batching.DEFAULT.withMaxInFlight(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> put("large")).isInstanceOf(OutOfMemoryError.class);
        }
        put("a");
        assertThat(sent()).isEqualTo("Put a");
    }

    @Test
    void aRefusalAfterALostReplyIsNobodysOwn() {
        put("x");
        CompletableFuture<PutResult> first = put("a");
        put("b");
        answer(engine.lastAsked());
        engine.lastAsked().fail(ErrorCode.LEASE_NOT_FOUND, Outcome.UNKNOWN);
        assertThat(failureOf(first).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failureOf(first).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(engine.asked()).hasSize(2);
    }

    @Test
    void whatIsCancelledIsNotSent() {
        put("x");
        CompletableFuture<PutResult> cancelled = put("a");
        put("b");
        cancelled.cancel(true);
        answer(engine.lastAsked());
        assertThat(sent()).isEqualTo("Put b");
    }

    @Test
    void aTransactionIsCancelledWhenNobodyWantsIt() {
        put("x");
        CompletableFuture<PutResult> first = put("a");
        CompletableFuture<PutResult> second = put("b");
        answer(engine.lastAsked());
        first.cancel(true);
        assertThat(engine.lastAsked().isCancelled()).isFalse();
        second.cancel(true);
        assertThat(engine.lastAsked().isCancelled()).isTrue();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aCancelledCallGivesItsPlaceAway() {
        CompletableFuture<PutResult> first = put("a");
        put("b");
        first.cancel(true);
        assertThat(engine.asked().get(0).isCancelled()).isTrue();
        assertThat(sent()).isEqualTo("Put b");
    }

    @Test
    void aClientThatIsClosedEndsThemAll() {
        put("x");
        List<CompletableFuture<PutResult>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(put("k" + i));
        }
        time.close();
        assertThat(all).allSatisfy(each -> {
            assertThat(failureOf(each).code()).isEqualTo(ErrorCode.CLIENT_CLOSED);
            assertThat(failureOf(each).outcome()).isEqualTo(Outcome.NOT_APPLIED);
        });
    }

    @Test
    void answersThatComeAtOnceDoNotPileUp() {
        FakeCalls first = new FakeCalls();
        calls = BatchedCalls.of(new Immediate(first), time, Batching.DEFAULT.withMaxInFlight(1));
        List<CompletableFuture<PutResult>> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            all.add(put("same"));
        }
        first.lastAsked().reply(done(HEADER));
        assertThat(all).allSatisfy(each -> assertThat(each).isCompleted());
    }

    @Test
    void whoWaitsIsTold() {
        engine.throwingWhatIsAwaited();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> calls.await(KvRpcs.PUT, Put.of("a", "v"), FIVE_SECONDS))
                .as("which refuses it, or says that it is closed")
                .isInstanceOf(FakeCalls.Sent.class);
        assertThat(Thread.interrupted()).isTrue();
        calls = BatchedCalls.of(new Immediate(null), time, Batching.DEFAULT);
        assertThat(calls.await(KvRpcs.PUT, Put.of("a", "v"), FIVE_SECONDS)).isEqualTo(done(HEADER));
    }
}
